using System.Collections.Immutable;

namespace SmartLocker.Firmware.Agent.Journal;

/// <summary>
/// Whether a journal is whole: no gap, every entry follows from the one before, nothing acknowledged is
/// missing.
/// </summary>
public static class JournalChain
{
    /// <returns>The last entry's sequence and hash.</returns>
    /// <exception cref="JournalBrokenException">It is not.</exception>
    public static (long Sequence, ImmutableArray<byte> Hash) Verify(
        IEnumerable<StoredEntry> entries, JournalId id, long ackedUpTo) =>
        Verify(entries, id, ackedUpTo, (0, StoredEntry.NoHash));

    /// <param name="after">The entry before the first of <paramref name="entries"/>.</param>
    public static (long Sequence, ImmutableArray<byte> Hash) Verify(
        IEnumerable<StoredEntry> entries, JournalId id, long ackedUpTo, (long Sequence, ImmutableArray<byte> Hash) after)
    {
        (long sequence, ImmutableArray<byte> hash) = after;
        foreach (StoredEntry entry in entries)
        {
            Expect(entry.Sequence == sequence + 1, JournalProblem.Gap, $"expected entry {sequence + 1}, found {entry.Sequence}.");
            Expect(
                entry.PreviousHash.AsSpan().SequenceEqual(hash.AsSpan()) && entry.HashHolds(),
                JournalProblem.ChainBroken, $"entry {entry.Sequence} does not follow from the one before.");
            (JournalId itsId, long itsSequence) = EntryWire.PlaceOf(entry.Record.AsSpan());
            Expect(
                itsId == id && itsSequence == entry.Sequence,
                JournalProblem.RecordMisplaced, $"entry {entry.Sequence} says that it is {itsSequence} of journal {itsId}.");
            (sequence, hash) = (entry.Sequence, entry.Hash);
        }

        Expect(ackedUpTo <= sequence, JournalProblem.ShorterThanAcked,
            $"acknowledged up to {ackedUpTo}, the last entry is {sequence}.");
        return (sequence, hash);
    }

    internal static void Expect(bool holds, JournalProblem problem, string detail)
    {
        if (!holds)
        {
            throw new JournalBrokenException(problem, detail);
        }
    }
}
