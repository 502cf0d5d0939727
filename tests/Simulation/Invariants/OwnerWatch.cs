using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Core.Fleet.Reconciling;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Storage;
using SmartLocker.Simulation.Cabinets;
using SmartLocker.Simulation.World;
using static SmartLocker.Simulation.Server.Ended;

namespace SmartLocker.Simulation.Invariants;

/// <summary>R-19: what two records say differently is somebody's to settle, and nobody is told of what is over.</summary>
internal sealed class OwnerWatch(City city)
{
    public void Check(CabinetNode node)
    {
        Cabinet cabinet = Now(city.Store.Ledger.FindCabinet(node.Id))!.State;
        foreach (Compartment door in cabinet.Compartments.Values.Where(door => !door.NeedsReconciliation))
        {
            foreach (PacketId id in door.Contents.Select(content => content.Packet))
            {
                Packet? packet = Now(city.Store.Ledger.FindPacket(id))?.State;
                bool fits = packet is null || !packet.Exceptions.IsEmpty
                    || packet.Place == new PacketPlace.InCompartment(node.Id, door.Number);
                bool owned = fits || IsFound(cabinet, DiscrepancyKind.NotOnPacketsRecord, packet!);
                Hold(owned, $"{id} is in {node.Id}/{door.Number} on one record alone");
            }
        }

        foreach (Packet packet in Now(city.Store.Ledger.Views.Packets(new PacketFilter { InCabinet = node.Id })))
        {
            bool fits = packet.Place is not PacketPlace.InCompartment place
                || cabinet.Door(place.Compartment).Contents.Any(content => content.Packet == packet.Id);
            bool owned = fits || IsFound(cabinet, DiscrepancyKind.NotInCompartment, packet);
            Hold(owned, $"{packet.Id} is {packet.Place} on one record alone");
        }

        bool over = cabinet.Discrepancies.All(open => open.Finding.Kind is not DiscrepancyKind.CabinetSilent
            and not DiscrepancyKind.JournalLate);
        Hold(over, $"{node.Id} is said to be silent or late");
    }

    private static bool IsFound(Cabinet cabinet, DiscrepancyKind kind, Packet packet) => cabinet.Discrepancies.Any(
        open => open.Finding.Kind == kind && open.Finding.Packet == packet.Id && open.Finding.Owner == packet.Sender);

    private void Hold(bool promise, string detail) => city.Watch.Hold(promise, 24, $"{detail}");
}
