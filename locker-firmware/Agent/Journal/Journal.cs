using System.Collections.Immutable;
using System.Globalization;
using SmartLocker.Firmware.Agent.Journal.Checkpoints;
using SmartLocker.Firmware.Agent.Journal.Kept;
using SmartLocker.Firmware.Agent.Journal.Opening;
using SmartLocker.Firmware.Core.Journal;

namespace SmartLocker.Firmware.Agent.Journal;

/// <summary>The cabinet's record: facts in order, chained by hash, durable when <see cref="Append"/> returns.</summary>
/// <remarks>
/// Verified before it is used, from the newest checkpoint on and as far back as anything is unacknowledged. All facts of one
/// call are one transaction, so a power cut leaves all of them or none. Entries are kept as the bytes that were hashed; a
/// resend sends those very bytes. Old ones go when the server and a checkpoint have them (<see cref="Tend"/>).
/// Safe from several threads: one at a time. Beside the entries it keeps what must outlive a restart (<see cref="Kept"/>).
/// </remarks>
public sealed class Journal : IJournalReader, IDisposable
{
    /// <summary>Most entries that one read or one batch on the link holds.</summary>
    public const int ReadMax = 256;

    private readonly JournalTables _tables;
    private readonly JournalGate _gate;
    private readonly JournalLock? _lock;
    private readonly JournalHead? _head;
    private readonly JournalEntries _entries;
    private readonly Tending _tending;
    private long _probes;

    internal Journal(JournalTables tables, (JournalLock? Lock, JournalHead? Head) folder, Upkeep upkeep)
    {
        (_tables, _gate, _lock, _head) = (tables, new JournalGate(tables), folder.Lock, folder.Head);
        Id = JournalId.Parse(tables.Meta(JournalTables.JournalId)!);
        JournalStart start = JournalStart.Of(tables, Id);
        JournalChain.Expect(_head is null || _head.Journal != Id || _head.Sequence <= start.Held.Facts,
            JournalProblem.ShorterThanWritten, $"written up to {_head?.Sequence}, the last entry is {start.Held.Facts}.");
        KeptClock clock = new(_gate);
        _entries = new JournalEntries(_gate, Id, start, clock, _head);
        Kept = new KeptState(_gate, _entries, clock);
        _tending = new Tending(_gate, Id, _entries, Kept, upkeep, start.Checkpoints);
    }

    public JournalId Id { get; }

    public KeptState Kept { get; }

    public long FirstSequence => _tending.PrunedUpTo() + 1;

    public long LastSequence => _entries.Tail().Sequence;

    public ImmutableArray<byte> LastHash => _entries.Tail().Hash;

    /// <summary>The fold of every entry that ever was.</summary>
    public Holdings Held => _entries.Held();

    /// <summary>Opens or begins the journal of a data folder, held against a second agent until disposed.</summary>
    /// <exception cref="JournalHeldException">A second agent.</exception>
    /// <exception cref="JournalBrokenException">It cannot be trusted.</exception>
    public static Journal OpenFolder(string folder, Func<JournalId> newId, Upkeep? upkeep = null) =>
        JournalOpening.Folder(folder, newId, upkeep ?? Upkeep.Usual);

    /// <summary>Opens by connection string; a named in-memory database lives as long as any connection to it.</summary>
    /// <param name="newId">Gives the id when the journal is born here.</param>
    /// <exception cref="JournalWriteException">The disk is full: later there may be space.</exception>
    public static Journal Open(string connectionString, Func<JournalId> newId, Upkeep? upkeep = null) =>
        JournalOpening.By(connectionString, newId, (null, null), upkeep ?? Upkeep.Usual);

    /// <summary>Puts facts on record. When it returns they survive a power cut; when it throws none of them is there.</summary>
    /// <remarks>
    /// A disk that fails while it syncs says neither yes nor no. A program that starts anew before anything else was written may
    /// find all of them after all: as if the power had gone just after they were durable, which recovery knows.
    /// </remarks>
    /// <exception cref="JournalWriteException">The disk did not take them.</exception>
    public ImmutableArray<Entry> Append(IReadOnlyList<Fact> facts, EntryMoment moment) => _entries.Append(facts, moment);

    /// <returns>At most <see cref="ReadMax"/> entries from <paramref name="sequence"/> on, contiguous.</returns>
    /// <exception cref="JournalReadException">They are damaged, or the disk is.</exception>
    public ImmutableArray<StoredEntry> ReadFrom(long sequence, int max = ReadMax) => _entries.ReadFrom(sequence, max);

    /// <summary>Every entry that is still here.</summary>
    public IEnumerable<Entry> ReadAll() => _entries.ReadAfter(FirstSequence - 1);

    /// <summary>Whether the disk takes writes again: a real one, since a full disk shows only when written to.</summary>
    public bool Probe()
    {
        try
        {
            // A row of its own, and never the same: a look must not write anew what is kept, and an equal row is no write.
            string probe = Interlocked.Increment(ref _probes).ToString(CultureInfo.InvariantCulture);
            _gate.Write(tables => tables.SetMeta(JournalTables.Probe, probe));
            return true;
        }
        catch (JournalWriteException)
        {
            return false;
        }
    }

    /// <summary>Does one part of the upkeep that is due: a checkpoint, or some old entries deleted.</summary>
    /// <exception cref="JournalWriteException">The disk did not take it; nothing changed.</exception>
    public void Tend() => _tending.Tend();

    /// <summary>Writes down what all entries amount to, beside the checkpoint before.</summary>
    /// <exception cref="JournalWriteException">The disk did not take it; the checkpoints before stay.</exception>
    public void Checkpoint() => _tending.Checkpoint();

    /// <summary>Bytes that the journal takes on disk.</summary>
    public long Size() => _gate.Read(tables => tables.Size());

    public void Dispose()
    {
        using (_gate.Enter())
        {
            _tables.Dispose();
            _head?.Dispose();
            _lock?.Dispose();
        }
    }
}
