using System.Collections.Immutable;
using SmartLocker.Firmware.Core.Journal;

namespace SmartLocker.Firmware.Agent.Journal.Checkpoints;

/// <summary>Where a journal stands when it is opened.</summary>
/// <param name="Hash">Of the last entry.</param>
/// <param name="Held">The fold of every entry that ever was, the pruned ones included.</param>
/// <param name="Checkpoints">Those that are believed, oldest first.</param>
internal sealed record JournalStart(ImmutableArray<byte> Hash, Holdings Held, ImmutableArray<long> Checkpoints)
{
    /// <summary>
    /// Verifies what still matters: every entry behind the newest checkpoint, and every one that the server has not acknowledged.
    /// Should no checkpoint be believed, all entries are verified and folded, if they are all here.
    /// </summary>
    /// <exception cref="JournalBrokenException">It cannot be trusted.</exception>
    public static JournalStart Of(JournalTables tables, JournalId id)
    {
        (long last, long pruned, long ack) = (tables.Tail().Sequence, tables.PrunedUpTo(), tables.Ack());
        JournalChain.Expect(tables.Count() == last - pruned, JournalProblem.Gap,
            $"entries are missing between {pruned} and {last}.");
        JournalChain.Expect(pruned <= ack, JournalProblem.Gap, $"pruned up to {pruned}, acknowledged up to {ack}.");

        StoredCheckpoint[] sound = [.. tables.Checkpoints().Where(one => one.HashHolds(id) && one.Sequence >= pruned)];
        JournalChain.Expect(sound.All(one => one.Sequence <= last), JournalProblem.Gap,
            $"a checkpoint stands behind the last entry, {last}.");
        (StoredCheckpoint Stored, Holdings Held)[] believed = [.. sound.SelectMany(one => Believe(one, tables))];
        (StoredCheckpoint? newest, Holdings? held) = believed.LastOrDefault();
        JournalChain.Expect(pruned == 0 || newest is not null, JournalProblem.CheckpointLost,
            $"entries up to {pruned} are pruned, and no checkpoint can be believed.");
        return Verified(tables, id, newest, held ?? Holdings.Empty) with
        {
            Checkpoints = [.. believed.Select(one => one.Stored.Sequence)],
        };
    }

    private static JournalStart Verified(JournalTables tables, JournalId id, StoredCheckpoint? newest, Holdings held)
    {
        (long folded, long ack) = (newest?.Sequence ?? 0, tables.Ack());
        long after = Math.Min(folded, ack);
        ImmutableArray<byte> hash = after == folded ? newest?.EntryHash ?? StoredEntry.NoHash : HashBefore(tables, after + 1);
        (_, hash) = JournalChain.Verify(Folding(), id, ack, (after, hash));
        return new JournalStart(hash, held, []);

        IEnumerable<StoredEntry> Folding()
        {
            foreach (StoredEntry entry in tables.ReadFrom(after + 1, int.MaxValue))
            {
                yield return entry;
                if (entry.Sequence > folded)
                {
                    held = held.Apply(EntryWire.Read(entry.Record.AsSpan()).Entry.Fact);
                }
            }
        }
    }

    /// <summary>By its hash, by the entry it stands at while that is here, and because it can be read.</summary>
    private static IEnumerable<(StoredCheckpoint Stored, Holdings Held)> Believe(StoredCheckpoint stored, JournalTables tables)
    {
        StoredEntry? entry = tables.ReadFrom(stored.Sequence, 1).FirstOrDefault();
        if (entry?.Sequence == stored.Sequence && !entry.Hash.AsSpan().SequenceEqual(stored.EntryHash.AsSpan()))
        {
            return [];
        }

        try
        {
            Holdings held = HoldingsDocument.Read(stored.Document.AsSpan());
            return held.Facts == stored.Sequence ? [(stored, held)] : [];
        }
        catch (FormatException)
        {
            return []; // Of another program's format: the entries say the same.
        }
    }

    /// <summary>As the entry says; the chain from it on to the checkpoint's entry proves it.</summary>
    private static ImmutableArray<byte> HashBefore(JournalTables tables, long sequence) =>
        sequence == 1 ? StoredEntry.NoHash : tables.ReadFrom(sequence, 1).First().PreviousHash;
}
