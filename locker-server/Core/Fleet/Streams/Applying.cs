using System.Collections.Immutable;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Audit;
using SmartLocker.Server.Core.Fleet.Journal;
using SmartLocker.Server.Core.Packets;

namespace SmartLocker.Server.Core.Fleet.Streams;

/// <summary>Takes a batch of a cabinet's entries: contiguous, each once, in order, from the newest stream alone.</summary>
/// <remarks>
/// At least once on the wire, exactly once here: an entry seen before is acked again and changes nothing; the same sequence
/// with another hash is a forked journal. One bad entry spoils its whole batch, so nothing is half applied.
/// </remarks>
public static class Applying
{
    public static ApplyOutcome Decide(
        Cabinet cabinet, long epoch, IReadOnlyList<CabinetEntry> batch, ApplySources sources, DateTimeOffset now)
    {
        if (epoch != cabinet.Epoch) { return new ApplyOutcome.Fenced(cabinet.Epoch); }
        if (cabinet.Quarantine is { } standing) { return new ApplyOutcome.Quarantined(standing.Reason, []); }
        if (cabinet.Journal is not { } journal) { return new ApplyOutcome.Gap(0); }

        ApplyProgress progress = new(cabinet, sources.Packets);
        ImmutableArray<CabinetEntry>.Builder fresh = ImmutableArray.CreateBuilder<CabinetEntry>(batch.Count);
        foreach (CabinetEntry entry in batch)
        {
            JournalState applied = progress.Cabinet.Journal!;
            if (Wrong(entry, applied, sources) is { } wrong) { return Quarantine(cabinet, wrong, entry.Record.Journal, now); }
            if (entry.Sequence <= applied.AppliedUpTo) { continue; }
            if (LeavesGap(entry, applied)) { return new ApplyOutcome.Gap(journal.AppliedUpTo); }

            // CL-85: so many wait for a person already; what follows waits at the cabinet.
            if (entry.Record.Fact is CabinetFact.Unreadable && progress.Cabinet.DeadLetters.Length >= DeadLetter.Max) { break; }

            FactRules.Apply(progress, entry, sources, now);
            fresh.Add(entry);
        }

        return new ApplyOutcome.Applied
        {
            CabinetEvents = progress.CabinetEvents,
            PacketEvents = progress.PacketEvents,
            Entries = fresh.ToImmutable(),
            UpTo = progress.Cabinet.Journal!.AppliedUpTo,
        };
    }

    private static bool LeavesGap(CabinetEntry entry, JournalState applied) => entry.Sequence > applied.AppliedUpTo + 1;

    private static QuarantineReason? Wrong(CabinetEntry entry, JournalState applied, ApplySources sources)
    {
        EntryRecord record = entry.Record;
        if (record.Journal != applied.Id) { return QuarantineReason.UnknownJournal; }
        if (record.Sequence != entry.Sequence || EntryHash.Of(entry.Previous, entry.Bytes.AsSpan()) != entry.Hash)
        {
            return QuarantineReason.BrokenChain;
        }

        if (entry.Sequence == applied.AppliedUpTo + 1)
        {
            return entry.Previous == applied.LastHash ? null : QuarantineReason.BrokenChain;
        }

        bool same = !sources.AppliedHashes.TryGetValue(entry.Sequence, out string? known) || known == entry.Hash.Value;
        return same ? null : QuarantineReason.Forked;
    }

    private static ApplyOutcome.Quarantined Quarantine(
        Cabinet cabinet, QuarantineReason reason, JournalId journal, DateTimeOffset now) =>
        new(reason, [new Recorded<CabinetEvent>(now, Actor.Cabinet(cabinet.Id), new CabinetEvent.Quarantined(reason, journal))]);
}
