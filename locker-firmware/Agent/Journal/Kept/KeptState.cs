using System.Collections.Immutable;
using System.Globalization;
using SmartLocker.Firmware.Agent.Link;
using SmartLocker.Firmware.Core.Desired;

namespace SmartLocker.Firmware.Agent.Journal.Kept;

/// <summary>What must outlive a restart and is no entry: acknowledgement, desired state, highest epoch, the hour.</summary>
public sealed class KeptState
{
    private readonly JournalGate _gate;
    private readonly JournalEntries _entries;
    private readonly KeptClock _clock;
    private long _acked;
    private long _saidLast;

    internal KeptState(JournalGate gate, JournalEntries entries, KeptClock clock)
    {
        (_gate, _entries, _clock) = (gate, entries, clock);
        _acked = Ack();
        Damaged = gate.Read(tables => new (string Name, bool Holds)[]
        {
            ("desired state", tables.DesiredHolds()), ("acknowledgement", tables.AckHolds()),
            ("epoch", tables.MetaHolds(JournalTables.Epoch) && tables.EpochHolds()), ("hour", !clock.Hours().IsLost),
        }.Where(row => !row.Holds).Select(row => row.Name).ToImmutableArray());

        // What is kept beside the entries must be readable too, or the program would find out in the middle of its work.
        _ = (Desired(), HighestEpoch());
    }

    /// <summary>What is not what was written: it counts as not kept, and the server says it anew.</summary>
    public ImmutableArray<string> Damaged { get; }

    public long Ack() => _gate.Read(tables => tables.Ack());

    /// <summary>Only upwards; beyond the last entry it is not ours.</summary>
    public void KeepAck(long upTo)
    {
        using (_gate.Enter())
        {
            _saidLast = upTo; // A server that says less than before was put back: what it lacks must stay here.
            if (upTo > _acked && upTo <= JournalGate.BeforeWriting(_entries.Tail).Sequence)
            {
                _gate.Write(tables => tables.SetAck(upTo));
                _acked = upTo;
            }
        }
    }

    /// <summary>What the server has acknowledged, and has stood by since this program started.</summary>
    internal long AckedAndSaid()
    {
        using (_gate.Enter())
        {
            return Math.Min(_saidLast, _acked);
        }
    }

    /// <returns>Null while none was ever kept.</returns>
    public DesiredState? Desired() =>
        _gate.Read(tables => tables.DesiredHolds() ? tables.Desired() : null) is { } document
            ? DesiredWire.ReadFull(document) : null;

    public void KeepDesired(DesiredState state)
    {
        byte[] document = DesiredWire.ToDocument(state);
        _gate.Write(tables => tables.SetDesired(state.Version, document));
    }

    /// <summary>Of two copies the higher one that is what was written; 0 while none was ever kept.</summary>
    public long HighestEpoch() => _gate.Read(tables => new[] { tables.KeptMeta(JournalTables.Epoch), tables.KeptEpoch() })
        .Max(epoch => epoch is null ? 0 : long.Parse(epoch, CultureInfo.InvariantCulture));

    /// <summary>An epoch once seen is never forgotten: a server of a lower one is a ghost.</summary>
    public void KeepEpoch(long epoch)
    {
        string number = epoch.ToString(CultureInfo.InvariantCulture);
        _gate.Write(tables =>
        {
            tables.SetMeta(JournalTables.Epoch, number);
            tables.SetEpoch(number);
        });
    }

    /// <summary>By what the next start judges its clock.</summary>
    public ClockHours Clock() => _clock.Hours();

    /// <summary>Keeps the hour of a trusted clock, once an hour at most: an idle cabinet writes no entry that says it.</summary>
    /// <exception cref="JournalWriteException">The disk did not take it.</exception>
    public void KeepHour(EntryMoment moment) => _clock.Keep(moment);
}
