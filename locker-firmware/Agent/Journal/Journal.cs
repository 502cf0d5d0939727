using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using SmartLocker.Firmware.Agent.Link;
using SmartLocker.Firmware.Core.Desired;
using SmartLocker.Firmware.Core.Journal;

namespace SmartLocker.Firmware.Agent.Journal;

/// <summary>The cabinet's record: facts in order, chained by hash, durable when <see cref="Append"/> returns.</summary>
/// <remarks>
/// Verified from the first entry on before it is used. All facts of one call are one transaction, so a power cut leaves
/// all of them or none. Entries are kept as the bytes that were hashed; a resend sends those very bytes.
/// Safe from several threads: one at a time. Beside the entries it keeps what must outlive a restart: the
/// acknowledgement, the desired state and the highest epoch seen.
/// </remarks>
public sealed class Journal : IJournalReader, IDisposable
{
    /// <summary>Most entries that one read or one batch on the link holds.</summary>
    public const int ReadMax = 256;

    private readonly Lock _gate = new();
    private readonly JournalTables _tables;
    private readonly IDisposable? _held;
    private (long Sequence, ImmutableArray<byte> Hash)? _tail;

    private Journal(JournalTables tables, IDisposable? held)
    {
        (_tables, _held) = (tables, held);
        Id = JournalId.Parse(tables.Meta(JournalTables.JournalId)!);
        _tail = JournalChain.Verify(tables.ReadFrom(1, int.MaxValue), Id, tables.Ack());
    }

    public JournalId Id { get; }

    public long LastSequence => Tail().Sequence;

    public ImmutableArray<byte> LastHash => Tail().Hash;

    /// <summary>Opens or begins the journal of a data folder, held against a second agent until disposed.</summary>
    /// <exception cref="JournalHeldException">A second agent.</exception>
    /// <exception cref="JournalBrokenException">It cannot be trusted.</exception>
    public static Journal OpenFolder(string folder, Func<JournalId> newId)
    {
        JournalLock held = JournalLock.Take(folder);
        try
        {
            string path = Path.Combine(folder, "journal.db");
            return Open(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ConnectionString, newId, held);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Opens by connection string; a named in-memory database lives as long as any connection to it.</summary>
    /// <param name="newId">Gives the id when the journal is born here.</param>
    public static Journal Open(string connectionString, Func<JournalId> newId, IDisposable? held = null)
    {
        JournalTables? tables = null;
        try
        {
            tables = JournalTables.Open(connectionString, newId);
            return new Journal(tables, held);
        }
        catch (SqliteException damaged)
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
    /// <exception cref="JournalWriteException">The disk did not take them.</exception>
    public ImmutableArray<Entry> Append(IReadOnlyList<Fact> facts, EntryMoment moment)
    {
        lock (_gate)
        {
            (long sequence, ImmutableArray<byte> hash) = Tail();
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
            _tables.Write(() => _tables.Insert(stored));
            _tail = (sequence, hash);
            return entries.MoveToImmutable();
        }
    }

    /// <returns>At most <see cref="ReadMax"/> entries from <paramref name="sequence"/> on, contiguous.</returns>
    public ImmutableArray<StoredEntry> ReadFrom(long sequence, int max = ReadMax)
    {
        lock (_gate)
        {
            return [.. _tables.ReadFrom(sequence, Math.Min(max, ReadMax))];
        }
    }

    /// <summary>Everything from the first entry on: what the cabinet's state is folded from.</summary>
    public IEnumerable<Entry> ReadAll()
    {
        for (long next = 1; ReadFrom(next) is { Length: > 0 } batch; next += batch.Length)
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
            if (upTo > _tables.Ack() && upTo <= Tail().Sequence)
            {
                _tables.Write(() => _tables.SetAck(upTo));
            }
        }
    }

    /// <returns>Null while none was ever kept.</returns>
    public DesiredState? Desired() => Locked(_tables.Desired) is { } document ? DesiredWire.ReadFull(document) : null;

    public void KeepDesired(DesiredState state)
    {
        byte[] document = DesiredWire.ToDocument(state);
        lock (_gate)
        {
            _tables.Write(() => _tables.SetDesired(state.Version, document));
        }
    }

    public long HighestEpoch() =>
        long.Parse(Locked(() => _tables.Meta(JournalTables.Epoch)) ?? "0", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>An epoch once seen is never forgotten: a server of a lower one is a ghost.</summary>
    public void KeepEpoch(long epoch)
    {
        lock (_gate)
        {
            _tables.Write(() => _tables.SetMeta(
                JournalTables.Epoch, epoch.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }
    }

    /// <summary>Whether the disk takes writes again: a real one, since a full disk shows only when written to.</summary>
    public bool Probe()
    {
        try
        {
            KeepEpoch(HighestEpoch());
            return true;
        }
        catch (JournalWriteException)
        {
            return false;
        }
    }

    /// <summary>Bytes that the journal takes on disk.</summary>
    public long Size() => Locked(_tables.Size);

    public void Dispose()
    {
        lock (_gate)
        {
            _tables.Dispose();
            _held?.Dispose();
        }
    }

    private (long Sequence, ImmutableArray<byte> Hash) Tail()
    {
        lock (_gate)
        {
            return _tail ??= _tables.Tail();
        }
    }

    private T Locked<T>(Func<T> read)
    {
        lock (_gate)
        {
            return read();
        }
    }
}
