using SmartLocker.Firmware.Core.Journal;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Features.Fleet;
using SmartLocker.Server.Storage;
using SmartLocker.Simulation.Cabinets;
using SmartLocker.Simulation.Server;
using SmartLocker.Simulation.World;
using static SmartLocker.Simulation.Server.Ended;

namespace SmartLocker.Simulation.Invariants;

/// <summary>When faults are over and all is quiet: cabinets, record and the real packets agree, and nothing is stuck.</summary>
internal sealed class EndWatch(City city)
{
    /// <param name="hashesOf">What is on a cabinet's disk.</param>
    public void Check(Func<CabinetNode, IReadOnlyList<string>> hashesOf)
    {
        DesiredDesk desired = new(city.Store.Ledger, city.Time, CityStore.CodeKeys);
        foreach (CabinetNode node in city.Cabinets)
        {
            Cabinet cabinet = Now(city.Store.Ledger.FindCabinet(node.Id))!.State;
            Applied(cabinet, hashesOf(node));
            Agrees(node, cabinet, Now(desired.Refresh(node.Id))!.Version);
            Rests(node);
            city.Keeper.Look(node.Id);
            new OwnerWatch(city).Check(node);
        }

        foreach (Packet packet in Now(city.Store.Ledger.Views.Packets(new PacketFilter { Limit = PacketFilter.LimitMax })))
        {
            Settled(packet);
        }

        foreach ((PacketId packet, CabinetId cabinet, int door) in city.Matter.All) { Known(packet, cabinet, door); }
    }

    /// <summary>Nothing lies anywhere of which nobody would ever hear, also when the server has forgotten it (I-27).</summary>
    private void Known(PacketId packet, CabinetId id, int compartment)
    {
        Cabinet cabinet = Now(city.Store.Ledger.FindCabinet(id))!.State;
        bool known = IsDoubted(cabinet, compartment) || cabinet.Door(compartment).Contents.Any(one => one.Packet == packet);
        city.Watch.Hold(known, 27, $"{packet} lies in {id}/{compartment}, and neither record nor question says so");
    }

    private void Applied(Cabinet cabinet, IReadOnlyList<string> hashes)
    {
        long applied = cabinet.Journal?.AppliedUpTo ?? 0;
        city.Watch.Hold(applied == hashes.Count, 13, $"{cabinet.Id} has {hashes.Count} entries, applied are {applied}");
        city.Watch.Hold(cabinet.Quarantine is null, 10, $"{cabinet.Id} is quarantined: {cabinet.Quarantine?.Reason}");
        IReadOnlyDictionary<long, string> kept = cabinet.Journal is { } journal
            ? Now(city.Store.Ledger.AppliedHashes(cabinet.Id, journal.Id, 1, applied))
            : new Dictionary<long, string>();
        city.Watch.Hold(kept.Count == applied, 10, $"{cabinet.Id}: {kept.Count} entries kept of {applied} applied");
        for (int index = 0; index < Math.Min(hashes.Count, applied); index++)
        {
            bool same = kept.TryGetValue(index + 1, out string? hash)
                && (hash == hashes[index] || hashes[index] == CabinetWatch.Deleted);
            city.Watch.Hold(same, 15, $"{cabinet.Id} entry {index + 1} is another at the server");
        }
    }

    private void Agrees(CabinetNode node, Cabinet cabinet, long newest)
    {
        long held = node.State?.Desired.Version ?? 0;
        city.Watch.Hold(node.IsOn && held == newest, 13, $"{node.Id} holds document {held}, the newest is {newest}");
        if (node.State is not { } state) { return; }

        foreach (int number in node.Model.Compartments.Select(spec => spec.Number).Where(number => !IsDoubted(cabinet, number)))
        {
            bool same = state.Holdings.Compartment(number).Packets.Keys.ToHashSet()
                .SetEquals(cabinet.Door(number).Contents.Select(content => content.Packet));
            city.Watch.Hold(same, 13, $"{node.Id}/{number}: cabinet and record name other contents");
        }
    }

    /// <summary>No release, deposit or pickup hangs in the air.</summary>
    private void Rests(CabinetNode node)
    {
        if (node.State is not { } state) { return; }

        bool rests = state.Deposits.IsEmpty && state.Pickups.IsEmpty && state.Waiting.IsEmpty && state.Visit is null
            && state.Holdings.UnderWay.Values.All(
                release => release is { Result: not null, Intent.Purpose: ReleasePurpose.Operator });
        city.Watch.Hold(rests, 24, $"{node.Id} is not at rest");
        city.Watch.Hold(node.Link.IsUp, 24, $"{node.Id} did not come back to the server");
    }

    /// <summary>The record says where a packet really is, or says that nobody knows; and none waits for nobody.</summary>
    private void Settled(Packet packet)
    {
        if (packet.Stage == PacketStage.Exception) { return; }

        (CabinetId Cabinet, int Compartment)? real = city.Matter.Find(packet.Id);
        bool agrees = packet.Place switch
        {
            PacketPlace.InCompartment inside => real == (inside.Cabinet, inside.Compartment) || IsDoubted(inside),
            _ => real is not { } lies || IsDoubted(new PacketPlace.InCompartment(lies.Cabinet, lies.Compartment)),
        };
        city.Watch.Hold(agrees, 6, $"{packet.Id} is on record {packet.Place}, and lies {real?.ToString() ?? "in no cabinet"}");
        bool ends = packet.Place is not PacketPlace.InCompartment place || IsDoubted(place) || LiesBesideAQuestion(place);
        city.Watch.Hold(ends, 24, $"{packet.Id} still lies {packet.Place}, although its people came for it");
    }

    /// <summary>
    /// A compartment is emptied as a whole: while a person has to settle one packet in it, or nobody knows one, the others wait.
    /// </summary>
    private bool LiesBesideAQuestion(PacketPlace.InCompartment place) =>
        Now(city.Store.Ledger.FindCabinet(place.Cabinet))!.State.Door(place.Compartment).Contents
            .Any(content => Now(city.Store.Ledger.FindPacket(content.Packet))?.State is null or { Stage: PacketStage.Exception });

    private bool IsDoubted(PacketPlace.InCompartment inside) =>
        IsDoubted(Now(city.Store.Ledger.FindCabinet(inside.Cabinet))!.State, inside.Compartment);

    /// <summary>The door is on an administrator's list: nothing goes in or out before somebody has looked or repaired.</summary>
    private static bool IsDoubted(Cabinet cabinet, int door) => cabinet.Door(door).NeedsReconciliation || cabinet.HasFault(door);
}
