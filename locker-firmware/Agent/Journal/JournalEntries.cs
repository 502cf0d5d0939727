using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using SmartLocker.Firmware.Agent.Journal.Checkpoints;
using SmartLocker.Firmware.Agent.Journal.Kept;
using SmartLocker.Firmware.Core.Journal;

namespace SmartLocker.Firmware.Agent.Journal;

/// <summary>A journal's entries: what is added at the end, what is read, and what all of them amount to.</summary>
internal sealed class JournalEntries(JournalGate gate, JournalId id, JournalStart start, KeptClock clock, JournalHead? head)
{
    private (long Sequence, ImmutableArray<byte> Hash)? _tail = (start.Held.Facts, start.Hash);
    private Holdings _held = start.Held;

    public (long Sequence, ImmutableArray<byte> Hash) Tail()
    {
        using (gate.Enter())
        {
            return _tail ??= gate.Read(tables => tables.Tail());
        }
    }

    /// <inheritdoc cref="Journal.Held"/>
    public Holdings Held()
    {
        using (gate.Enter())
        {
            // A refused append may have been durable all the same; what the file holds decides.
            foreach (Entry entry in _held.Facts < Tail().Sequence ? ReadAfter(_held.Facts) : [])
            {
                _held = _held.Apply(entry.Fact);
            }

            // Rot can hide the last rows from a reader: a fold that ends early says that doors are empty which are not.
            return _held.Facts == Tail().Sequence ? _held
                : throw new JournalReadException($"Entries up to {Tail().Sequence}, read up to {_held.Facts}.");
        }
    }

    /// <inheritdoc cref="Journal.Append"/>
    public ImmutableArray<Entry> Append(IReadOnlyList<Fact> facts, EntryMoment moment)
    {
        using (gate.Enter())
        {
            ((long sequence, ImmutableArray<byte> hash), Holdings held) = JournalGate.BeforeWriting(() => (Tail(), Held()));
            ImmutableArray<Entry>.Builder entries = ImmutableArray.CreateBuilder<Entry>(facts.Count);
            List<StoredEntry> stored = new(facts.Count);
            foreach (Fact fact in facts)
            {
                Entry entry = new(
                    ++sequence, moment.BootId, moment.Uptime, moment.RecordedAt, moment.ClockQuality, moment.Offline, fact);
                stored.Add(StoredEntry.After(sequence, hash, EntryWire.ToRecord(id, entry)));
                hash = stored[^1].Hash;
                entries.Add(entry);
            }

            _tail = null; // Whatever happens now, what the file holds decides.
            clock.WriteWith(moment, tables => tables.Insert(stored));
            _tail = (sequence, hash);
            head?.Reached(id, sequence);
            _held = facts.Aggregate(held, (holdings, fact) => holdings.Apply(fact));
            return entries.MoveToImmutable();
        }
    }

    /// <inheritdoc cref="Journal.ReadFrom"/>
    public ImmutableArray<StoredEntry> ReadFrom(long sequence, int max)
    {
        try
        {
            ImmutableArray<StoredEntry> batch =
                gate.Read(tables => tables.ReadFrom(sequence, Math.Min(max, Journal.ReadMax)).ToImmutableArray());
            foreach ((int index, StoredEntry entry) in batch.Index()) { Expect(entry.Sequence, sequence + index); }

            return batch;
        }
        catch (Exception damaged) when (damaged is InvalidCastException or InvalidOperationException)
        {
            throw new JournalReadException(damaged.Message, damaged);
        }
    }

    /// <summary>A page that rots while the program runs may hide entries.</summary>
    private static void Expect(long found, long expected)
    {
        if (found != expected) { throw new InvalidOperationException($"Expected entry {expected}, found {found}."); }
    }

    public IEnumerable<Entry> ReadAfter(long sequence)
    {
        for (ImmutableArray<StoredEntry> batch; (batch = ReadFrom(sequence + 1, Journal.ReadMax)).Length > 0;)
        {
            foreach (StoredEntry stored in batch)
            {
                yield return EntryWire.Read(stored.Record.AsSpan()).Entry;
            }

            sequence = batch[^1].Sequence;
        }
    }
}
