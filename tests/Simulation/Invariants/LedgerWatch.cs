using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Storage;
using SmartLocker.Server.Storage.Json;
using SmartLocker.Server.Storage.Sqlite;
using SmartLocker.Simulation.Cabinets;
using SmartLocker.Simulation.World;
using static SmartLocker.Simulation.Server.Ended;

namespace SmartLocker.Simulation.Invariants;

/// <summary>The promises of the store: after each commit, about what that commit changed.</summary>
internal sealed class LedgerWatch(City city)
{
    private const int RowsMax = 1000;

    private readonly Dictionary<(CabinetId Cabinet, string Journal), long> _applied = [];
    private readonly Dictionary<string, (long Version, object? State)> _folded = new(StringComparer.Ordinal);
    private readonly Dictionary<PacketId, (CabinetId Cabinet, int Door)> _inside = [];
    private long _seen;

    private SqliteLedger Ledger => city.Store.Ledger;

    /// <summary>Nothing that was committed may be gone.</summary>
    public void StoreStarted() => city.Watch.Hold(Ledger.Bell.Cursor >= _seen, 9, $"the store had {_seen} events, has fewer");

    public void StoreRestored()
    {
        _seen = 0;
        _folded.Clear();
        _applied.Clear();
        _inside.Clear();
    }

    /// <summary>Only what was committed since the last look can have changed.</summary>
    public void Check()
    {
        long cursor = Ledger.Bell.Cursor;
        if (cursor == _seen) { return; }

        HashSet<string> touched = new(StringComparer.Ordinal);
        while (Now(Ledger.Views.WholeHistory(_seen, RowsMax)) is { Count: > 0 } rows)
        {
            foreach (HistoryRow row in rows)
            {
                Fold(row);
                touched.Add(row.Stream);
                _seen = row.Cursor;
            }
        }

        foreach (string stream in touched) { Compare(stream); }
    }

    /// <summary>Everything again, from the disk alone.</summary>
    public void CheckAll()
    {
        using SqliteLedger reread = city.Store.Reread();
        foreach (string problem in Now(Verify.Fold(reread))) { city.Watch.Hold(false, 11, $"{problem}"); }
    }

    private void Fold(HistoryRow row)
    {
        (long version, object? before) = _folded.GetValueOrDefault(row.Stream);
        city.Watch.Hold(row.Version == version + 1, 10, $"{row.Stream} has event {row.Version} after {version}");
        city.Watch.Hold(row.By.Text.Length > 0, 16, $"{row.Stream} {row.Version} has no actor");
        city.Markers.Hit($"record {row.Kind}");
        object? after = Folding.Next(before, row);
        _folded[row.Stream] = (row.Version, after);
        if (row.Kind == nameof(CabinetEvent.Quarantined))
        {
            Quarantined((Cabinet)before!, (CabinetEvent.Quarantined)LedgerJson.Read<CabinetEvent>(row.Data));
        }

        if (row.Kind == nameof(CabinetEvent.Promised)) { Promised((Cabinet)before!, LedgerJson.Read<CabinetEvent>(row.Data)); }
        if (row.Kind == nameof(CabinetEvent.OpeningOrdered)) { Ordered(row, LedgerJson.Read<CabinetEvent>(row.Data)); }
    }

    /// <summary>Nobody has to look behind every door without a reason.</summary>
    private void Quarantined(Cabinet before, CabinetEvent.Quarantined happened)
    {
        city.Markers.Hit($"quarantined {happened.Reason}");
        CabinetDisk disk = city.Cabinets.First(node => node.Id == before.Id).Disk;
        bool justly = disk.IsTouched || disk.IsRotten || city.Store.WasRestored;
        city.Watch.Hold(justly, 10, $"{before.Id} is quarantined, {happened.Reason}, and nobody touched its disk");
    }

    private void Promised(Cabinet before, CabinetEvent happened)
    {
        int door = ((CabinetEvent.Promised)happened).Compartment;
        bool sound = !before.HasFault(door) && before.Door(door) is { NeedsReconciliation: false, OutOfServiceReason: null };
        city.Watch.Hold(sound, 8, $"{before.Id}/{door} is promised and not sound");
    }

    private void Ordered(HistoryRow row, CabinetEvent happened)
    {
        CabinetEvent.OpeningOrdered opening = (CabinetEvent.OpeningOrdered)happened;
        city.Watch.Hold(opening.Approver != opening.By, 16, $"{row.Stream}: {opening.By} approved what they asked for");
    }

    private void Compare(string stream)
    {
        (long version, object? folded) = _folded[stream];
        if (folded is Cabinet cabinet)
        {
            city.Watch.Hold(IsKept(stream, version, cabinet), 11, $"{stream} is not what its events make");
            Look(cabinet);
        }
        else if (folded is Packet packet)
        {
            city.Labels.Note(packet);
            if (packet.Stage == PacketStage.Deposited) { city.Watch.Deposited(packet.Id); }

            city.Watch.Hold(IsKept(stream, version, packet), 11, $"{stream} is not what its events make");
        }
    }

    /// <summary>By the text in the table: what the store remembers of it proves nothing.</summary>
    private bool IsKept<T>(string stream, long version, T folded) =>
        Now(Ledger.Views.Kept(stream)) is { } kept && kept.Version == version && kept.Text == LedgerJson.Write(folded);

    private void Look(Cabinet cabinet)
    {
        long applied = cabinet.Journal?.AppliedUpTo ?? 0;
        (CabinetId, string) journal = (cabinet.Id, cabinet.Journal?.Id.ToString() ?? "");
        long before = _applied.GetValueOrDefault(journal);
        city.Watch.Hold(applied >= before, 10, $"{cabinet.Id} was applied up to {before}, now {applied}");
        _applied[journal] = applied;

        foreach (PacketId gone in _inside.Where(one => one.Value.Cabinet == cabinet.Id).Select(one => one.Key).ToArray())
        {
            _inside.Remove(gone);
        }

        foreach (Compartment door in cabinet.Compartments.Values) { Look(cabinet, door); }
    }

    private void Look(Cabinet cabinet, Compartment door)
    {
        foreach (Content content in door.Contents)
        {
            bool once = _inside.TryAdd(content.Packet, (cabinet.Id, door.Number));
            city.Watch.Hold(once, 6, $"{content.Packet} lies in {cabinet.Id}/{door.Number} and {_inside[content.Packet]}");
        }

        if (door.Contents.Length + door.Pending.Length < 2) { return; }

        // A promise whose time is over binds nobody; it stands in the record until the next one is made.
        DateTimeOffset now = city.Time.GetUtcNow();
        Packet[] given = [.. door.Contents.Select(content => content.Packet)
            .Concat(door.Pending.Where(pending => pending.Until > now).Select(pending => pending.Packet)).Distinct()
            .Select(packet => Now(Ledger.FindPacket(packet))?.State).OfType<Packet>()];
        int receivers = given.Select(packet => packet.Receiver).Distinct().Count();
        city.Watch.Hold(receivers <= 1, 7, $"{cabinet.Id}/{door.Number} is given to {receivers} agencies");
        bool alone = given.Length <= 1 || !given.Any(packet => packet.IsConfidential);
        city.Watch.Hold(alone, 7, $"{cabinet.Id}/{door.Number}: 密 is not alone");
    }
}
