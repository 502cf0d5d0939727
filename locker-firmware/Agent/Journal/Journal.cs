using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Data.Sqlite;
using SmartLocker.Firmware.Agent.Journal.Checkpoints;
using SmartLocker.Firmware.Agent.Journal.Kept;
using SmartLocker.Firmware.Agent.Link;
using SmartLocker.Firmware.Core.Desired;
using SmartLocker.Firmware.Core.Journal;

namespace SmartLocker.Firmware.Agent.Journal;

/// <summary>The cabinet's record: facts in order, chained by hash, durable when <see cref="Append"/> returns.</summary>
/// <remarks>
/// Verified before it is used, from the newest checkpoint on and as far back as anything is unacknowledged. All facts of one
/// call are one transaction, so a power cut leaves all of them or none. Entries are kept as the bytes that were hashed; a
/// resend sends those very bytes. Old ones go when the server and a checkpoint have them (<see cref="Tend"/>).
/// Safe from several threads: one at a time. Beside the entries it keeps what must outlive a restart: the
/// acknowledgement, the desired state and the highest epoch seen.
/// </remarks>
public sealed class Journal : IJournalReader, IDisposable
{
    /// <summary>Most entries that one read or one batch on the link holds.</summary>
    public const int ReadMax = 256;

    /// <summary>As SQLite numbers its results.</summary>
    private const int SqliteIoError = 10;
    private const int SqliteFull = 13;
    private const int SqliteCannotOpen = 14;

    private readonly Lock _gate = new();
    private readonly JournalTables _tables;
    private readonly IDisposable? _folder;
    private readonly JournalHead? _head;
    private readonly Upkeep _upkeep;
    private (long Sequence, ImmutableArray<byte> Hash)? _tail;
    private Holdings _held;
    private ImmutableArray<long> _checkpoints;
    private long _acked;
    private long _saidLast;
    private long _probes;
    private long _pruned;
    private DateTimeOffset? _clockSince;

    private Journal(JournalTables tables, (IDisposable? Lock, JournalHead? Head) folder, Upkeep upkeep)
    {
        (_tables, _folder, _head, _upkeep) = (tables, folder.Lock, folder.Head, upkeep);
        Id = JournalId.Parse(tables.Meta(JournalTables.JournalId)!);
        JournalStart start = JournalStart.Of(tables, Id);
        (_held, _checkpoints, _tail) = (start.Held, start.Checkpoints, (start.Held.Facts, start.Hash));
        (_acked, _pruned) = (tables.Ack(), tables.PrunedUpTo());
        JournalChain.Expect(_head is null || _head.Journal != Id || _head.Sequence <= _held.Facts,
            JournalProblem.ShorterThanWritten, $"written up to {_head?.Sequence}, the last entry is {_held.Facts}.");
        Damaged =
        [
            .. new (string Name, bool Holds)[]
            {
                ("desired state", tables.DesiredHolds()), ("acknowledgement", tables.AckHolds()),
                ("epoch", tables.MetaHolds(JournalTables.Epoch)), ("hour", tables.MetaHolds(JournalTables.ClockSince)),
            }.Where(row => !row.Holds).Select(row => row.Name),
        ];
        _clockSince = tables.MetaHolds(JournalTables.ClockSince) && tables.Meta(JournalTables.ClockSince) is { } hour
            ? DateTimeOffset.ParseExact(hour, "O", CultureInfo.InvariantCulture) : null;

        // What is kept beside the entries must be readable too, or the program would find out in the middle of its work.
        _ = (Desired(), HighestEpoch());
    }

    /// <summary>
    /// What was kept beside the entries and is not what was written: it counts as not kept, and the server says it anew.
    /// </summary>
    public ImmutableArray<string> Damaged { get; }

    public JournalId Id { get; }

    public long FirstSequence => Locked(() => _pruned) + 1;

    public long LastSequence => Tail().Sequence;

    public ImmutableArray<byte> LastHash => Tail().Hash;

    /// <summary>The fold of every entry that ever was.</summary>
    public Holdings Held
    {
        get
        {
            lock (_gate)
            {
                // A refused append may have been durable all the same; what the file holds decides.
                foreach (Entry entry in _held.Facts < Tail().Sequence ? ReadAfter(_held.Facts) : [])
                {
                    _held = _held.Apply(entry.Fact);
                }

                return _held;
            }
        }
    }

    /// <summary>Opens or begins the journal of a data folder, held against a second agent until disposed.</summary>
    /// <exception cref="JournalHeldException">A second agent.</exception>
    /// <exception cref="JournalBrokenException">It cannot be trusted.</exception>
    public static Journal OpenFolder(string folder, Func<JournalId> newId, Upkeep? upkeep = null)
    {
        JournalLock held = JournalLock.Take(folder);
        JournalHead? head = null;
        try
        {
            string path = Path.Combine(folder, "journal.db");
            SqliteConnectionStringBuilder file = new() { DataSource = path, Pooling = false };
            head = JournalHead.Open(folder);
            return Open(file.ConnectionString, newId, (held, head), upkeep);
        }
        catch
        {
            head?.Dispose();
            held.Dispose();
            throw;
        }
    }

    /// <summary>Opens by connection string; a named in-memory database lives as long as any connection to it.</summary>
    /// <param name="newId">Gives the id when the journal is born here.</param>
    /// <exception cref="JournalWriteException">The disk is full: later there may be space.</exception>
    public static Journal Open(string connectionString, Func<JournalId> newId, Upkeep? upkeep = null) =>
        Open(connectionString, newId, (null, null), upkeep);

    private static Journal Open(
        string connectionString, Func<JournalId> newId, (IDisposable?, JournalHead?) folder, Upkeep? upkeep)
    {
        JournalTables? tables = null;
        try
        {
            tables = JournalTables.Open(connectionString, newId);
            return new Journal(tables, folder, upkeep ?? Upkeep.Usual);
        }
        catch (SqliteException full) when (full.SqliteErrorCode == SqliteFull)
        {
            tables?.Dispose();
            throw new JournalWriteException(full.Message, full);
        }
        catch (SqliteException failing) when (failing.SqliteErrorCode is SqliteIoError or SqliteCannotOpen)
        {
            tables?.Dispose();
            throw new JournalBrokenException(JournalProblem.DiskFailing, failing.Message, failing);
        }
        catch (Exception damaged) when (
            damaged is SqliteException or FormatException or InvalidCastException or InvalidOperationException
                or OverflowException)
        {
            tables?.Dispose();
            throw new JournalBrokenException(JournalProblem.Unreadable, damaged.Message, damaged);
        }
        catch
        {
            tables?.Dispose();
            throw;
        }
    }

    /// <summary>Puts facts on record. When it returns they survive a power cut; when it throws none of them is there.</summary>
    /// <remarks>
    /// A disk that fails while it syncs says neither yes nor no. A program that starts anew before anything else was written may
    /// find all of them after all: as if the power had gone just after they were durable, which recovery knows.
    /// </remarks>
    /// <exception cref="JournalWriteException">The disk did not take them.</exception>
    public ImmutableArray<Entry> Append(IReadOnlyList<Fact> facts, EntryMoment moment)
    {
        lock (_gate)
        {
            ((long sequence, ImmutableArray<byte> hash), Holdings held) = BeforeWriting(() => (Tail(), Held));
            ImmutableArray<Entry>.Builder entries = ImmutableArray.CreateBuilder<Entry>(facts.Count);
            List<StoredEntry> stored = new(facts.Count);
            foreach (Fact fact in facts)
            {
                Entry entry = new(
                    ++sequence, moment.BootId, moment.Uptime, moment.RecordedAt, moment.ClockQuality, moment.Offline, fact);
                stored.Add(StoredEntry.After(sequence, hash, EntryWire.ToRecord(Id, entry)));
                hash = stored[^1].Hash;
                entries.Add(entry);
            }

            _tail = null; // Whatever happens now, what the file holds decides.
            DateTimeOffset? since = moment.ClockSince(_clockSince);
            _tables.Write(() =>
            {
                _tables.Insert(stored);
                if (since is { } hour) { _tables.SetMeta(JournalTables.ClockSince, Text(hour)); }
            });
            _tail = (sequence, hash);
            _clockSince = since ?? _clockSince;
            _head?.Reached(Id, sequence);
            _held = facts.Aggregate(held, (holdings, fact) => holdings.Apply(fact));
            return entries.MoveToImmutable();
        }
    }

    /// <returns>At most <see cref="ReadMax"/> entries from <paramref name="sequence"/> on, contiguous.</returns>
    /// <exception cref="JournalReadException">They are damaged, or the disk is.</exception>
    public ImmutableArray<StoredEntry> ReadFrom(long sequence, int max = ReadMax)
    {
        lock (_gate)
        {
            try
            {
                return [.. _tables.ReadFrom(sequence, Math.Min(max, ReadMax))];
            }
            catch (Exception damaged) when (damaged is SqliteException or InvalidCastException or InvalidOperationException)
            {
                throw new JournalReadException(damaged.Message, damaged);
            }
        }
    }

    /// <summary>Every entry that is still here.</summary>
    public IEnumerable<Entry> ReadAll() => ReadAfter(FirstSequence - 1);

    private IEnumerable<Entry> ReadAfter(long sequence)
    {
        for (long next = sequence + 1; ReadFrom(next) is { Length: > 0 } batch; next += batch.Length)
        {
            foreach (StoredEntry stored in batch)
            {
                yield return EntryWire.Read(stored.Record.AsSpan()).Entry;
            }
        }
    }

    public long Ack() => Locked(_tables.Ack);

    /// <summary>Only upwards; beyond the last entry it is not ours.</summary>
    public void KeepAck(long upTo)
    {
        lock (_gate)
        {
            _saidLast = upTo; // A server that says less than before was put back: what it lacks must stay here.
            if (upTo > _acked && upTo <= BeforeWriting(Tail).Sequence)
            {
                _tables.Write(() => _tables.SetAck(upTo));
                _acked = upTo;
            }
        }
    }

    /// <returns>Null while none was ever kept.</returns>
    public DesiredState? Desired() =>
        Locked(() => _tables.DesiredHolds() ? _tables.Desired() : null) is { } document ? DesiredWire.ReadFull(document) : null;

    public void KeepDesired(DesiredState state)
    {
        byte[] document = DesiredWire.ToDocument(state);
        lock (_gate)
        {
            _tables.Write(() => _tables.SetDesired(state.Version, document));
        }
    }

    public long HighestEpoch() =>
        Locked(() => _tables.MetaHolds(JournalTables.Epoch) ? _tables.Meta(JournalTables.Epoch) : null) is { } epoch
            ? long.Parse(epoch, CultureInfo.InvariantCulture) : 0;

    /// <summary>An epoch once seen is never forgotten: a server of a lower one is a ghost.</summary>
    public void KeepEpoch(long epoch)
    {
        lock (_gate)
        {
            _tables.Write(() => _tables.SetMeta(
                JournalTables.Epoch, epoch.ToString(CultureInfo.InvariantCulture)));
        }
    }

    /// <summary>From when on the clock goes by itself; null where no entry said so yet.</summary>
    public DateTimeOffset? ClockSince() => Locked(() => _clockSince);

    /// <summary>Whether the disk takes writes again: a real one, since a full disk shows only when written to.</summary>
    public bool Probe()
    {
        try
        {
            // A row of its own, and never the same: a look must not write anew what is kept, and an equal row is no write.
            string probe = (++_probes).ToString(CultureInfo.InvariantCulture);
            lock (_gate) { _tables.Write(() => _tables.SetMeta(JournalTables.Probe, probe)); }

            return true;
        }
        catch (JournalWriteException)
        {
            return false;
        }
    }

    /// <summary>Does one part of the upkeep that is due: a checkpoint, or some old entries deleted.</summary>
    /// <exception cref="JournalWriteException">The disk did not take it; nothing changed.</exception>
    public void Tend()
    {
        lock (_gate)
        {
            long last = Held.Facts;
            if (_upkeep.IsCheckpointDue(last, _checkpoints.LastOrDefault()))
            {
                Checkpoint();
                return;
            }

            long older = _checkpoints is [var before, _] ? before : 0;
            long upTo = _upkeep.PruneUpTo(_pruned, Math.Min(_saidLast, _acked), older, last);
            if (upTo > _pruned)
            {
                _tables.Write(() => _tables.Prune(upTo));
                _pruned = upTo;
            }
        }
    }

    /// <summary>Writes down what all entries amount to, beside the checkpoint before.</summary>
    /// <exception cref="JournalWriteException">The disk did not take it; the checkpoints before stay.</exception>
    public void Checkpoint()
    {
        lock (_gate)
        {
            (Holdings held, long newest) = (Held, _checkpoints.LastOrDefault());
            if (held.Facts > newest)
            {
                StoredCheckpoint checkpoint = StoredCheckpoint.Of(Id, held.Facts, Tail().Hash, HoldingsDocument.Write(held));
                _tables.Write(() => _tables.PutCheckpoint(checkpoint, newest));
                _checkpoints = newest == 0 ? [held.Facts] : [newest, held.Facts];
            }
        }
    }

    /// <summary>Bytes that the journal takes on disk.</summary>
    public long Size() => Locked(_tables.Size);

    public void Dispose()
    {
        lock (_gate)
        {
            _tables.Dispose();
            _head?.Dispose();
            _folder?.Dispose();
        }
    }

    private (long Sequence, ImmutableArray<byte> Hash) Tail()
    {
        lock (_gate)
        {
            return _tail ??= Locked(_tables.Tail);
        }
    }

    private static string Text(DateTimeOffset hour) => hour.ToString("O", CultureInfo.InvariantCulture);

    /// <exception cref="JournalReadException">The disk did not give it.</exception>
    private T Locked<T>(Func<T> read)
    {
        lock (_gate)
        {
            try
            {
                return read();
            }
            catch (SqliteException failing)
            {
                throw new JournalReadException(failing.Message, failing);
            }
        }
    }

    /// <summary>What cannot be read first cannot be written either: whoever asked has nothing, by the same name.</summary>
    private static T BeforeWriting<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (JournalReadException failing)
        {
            throw new JournalWriteException(failing.Message, failing);
        }
    }
}
