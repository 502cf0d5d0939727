using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Storage;
using SmartLocker.Server.Storage.Sqlite;
using SmartLocker.Simulation.Cabinets;
using SmartLocker.Simulation.People;
using SmartLocker.Simulation.World;
using static SmartLocker.Simulation.Server.Ended;

namespace SmartLocker.Simulation.Invariants;

/// <summary>The promises of the ledger and those between ledger, cabinets and the real packets.</summary>
internal sealed class ServerWatch(City city)
{
    private const string CabinetStreams = "cabinet/";
    private const int RowsMax = 1000;

    private readonly SortedDictionary<CabinetId, long> _applied = [];
    private long _seen;

    private SqliteLedger Ledger => city.Server.Ledger;

    public void Started()
    {
        foreach (Cabinet cabinet in Now(Ledger.Views.Cabinets())) { Applied(cabinet); }
    }

    /// <summary>Only what was committed since the last look can have changed.</summary>
    public void Check()
    {
        long cursor = Ledger.Bell.Cursor;
        if (cursor == _seen) { return; }

        bool cabinets = Now(Ledger.Views.WholeHistory(_seen, RowsMax))
            .Any(row => row.Stream.StartsWith(CabinetStreams, StringComparison.Ordinal));
        _seen = cursor;
        if (!cabinets) { return; }

        HashSet<PacketId> inside = [];
        foreach (Cabinet cabinet in Now(Ledger.Views.Cabinets()))
        {
            Applied(cabinet);
            foreach (Compartment door in cabinet.Compartments.Values) { Check(cabinet, door, inside); }
        }
    }

    public void CheckAll()
    {
        foreach (string problem in Now(Verify.Fold(Ledger))) { city.Watch.Hold(false, 11, problem); }

        foreach (CabinetNode node in city.Cabinets)
        {
            Cabinet cabinet = Now(Ledger.FindCabinet(node.Id))!.State;
            long applied = cabinet.Journal?.AppliedUpTo ?? 0;
            IReadOnlyDictionary<long, string> hashes = cabinet.Journal is { } journal
                ? Now(Ledger.AppliedHashes(node.Id, journal.Id, 1, applied))
                : new Dictionary<long, string>();
            city.Watch.Hold(hashes.Count == applied, 10, $"{node.Id}: {hashes.Count} entries kept of {applied} applied");
            city.Watch.Hold(cabinet.Quarantine is null, 10, $"{node.Id} is quarantined: {cabinet.Quarantine?.Reason}");
        }

        foreach (Packet packet in Now(Ledger.Views.Packets(new PacketFilter()))) { Settled(packet); }
    }

    /// <summary>The promise above all: what is in a hand belongs there.</summary>
    public void Taken(PacketId packet, Somebody person, Somebody? colleague)
    {
        if (Now(Ledger.FindPacket(packet))?.State is not { } known)
        {
            city.Watch.Hold(false, 0, $"{person.Id} took {packet}, which nobody knows");
            return;
        }

        city.Watch.Hold(known.Receiver == person.Agency, 0, $"{person.Id} of {person.Agency} took {packet} for {known.Receiver}");
        city.Watch.Hold(
            !known.IsConfidential || (colleague is not null && known.Openers.Overlaps([person.Id, colleague.Id])),
            0, $"{person.Id} took {packet}, which needs two persons and a named opener");
    }

    private void Check(Cabinet cabinet, Compartment door, HashSet<PacketId> inside)
    {
        AgencyCode[] receivers = [.. door.Contents.Select(content => content.Packet)
            .Concat(door.Pending.Select(pending => pending.Packet)).Distinct()
            .Select(packet => Now(Ledger.FindPacket(packet))?.State).OfType<Packet>()
            .Select(packet => packet.Receiver).Distinct()];
        city.Watch.Hold(receivers.Length <= 1, 7, $"{cabinet.Id}/{door.Number} is given to {string.Join(" and ", receivers)}");

        Packet[] contents = [.. door.Contents.Select(content => Now(Ledger.FindPacket(content.Packet))?.State).OfType<Packet>()];
        bool alone = contents.Length <= 1 || !contents.Any(packet => packet.IsConfidential);
        city.Watch.Hold(alone, 7, $"{cabinet.Id}/{door.Number}: 密 is not alone");
        foreach (Content content in door.Contents)
        {
            city.Watch.Hold(inside.Add(content.Packet), 6, $"{content.Packet} lies in two compartments");
        }
    }

    /// <summary>The door is on an administrator's list: nothing goes in or out before somebody has looked.</summary>
    private bool IsDoubted(PacketPlace.InCompartment inside)
    {
        Cabinet cabinet = Now(Ledger.FindCabinet(inside.Cabinet))!.State;
        return cabinet.Door(inside.Compartment).NeedsReconciliation || cabinet.HasFault(inside.Compartment);
    }

    private void Applied(Cabinet cabinet)
    {
        long applied = cabinet.Journal?.AppliedUpTo ?? 0;
        long before = _applied.GetValueOrDefault(cabinet.Id);
        city.Watch.Hold(applied >= before, 10, $"{cabinet.Id} was applied up to {before}, now {applied}");
        _applied[cabinet.Id] = applied;
    }

    /// <summary>When all is quiet the record says where a packet really is, or says that nobody knows.</summary>
    private void Settled(Packet packet)
    {
        if (packet.Stage == PacketStage.Exception) { return; }

        (CabinetId Cabinet, int Compartment)? real = city.Matter.Find(packet.Id);
        bool agrees = packet.Place switch
        {
            PacketPlace.InCompartment inside => real == (inside.Cabinet, inside.Compartment) || IsDoubted(inside),
            _ => real is null,
        };
        city.Watch.Hold(agrees, 6, $"{packet.Id} is on record {packet.Place}, and lies {real?.ToString() ?? "in no cabinet"}");
    }
}
