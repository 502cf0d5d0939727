using System.Collections.Immutable;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Audit;
using SmartLocker.Server.Core.Fleet.Journal;

namespace SmartLocker.Server.Core.Fleet.Streams;

/// <summary>What a new stream gets: an epoch above every earlier one, and a judgement of the cabinet's journal.</summary>
/// <remarks>A cabinet is never turned away because an older stream looks alive: the newest stream wins (CL-13).</remarks>
public static class Greeting
{
    /// <summary>
    /// What a program that stood still reads all at once is one doubt, and so is what one cabinet says again and again meanwhile.
    /// </summary>
    public static readonly TimeSpan DoubtsApart = TimeSpan.FromMinutes(5);

    public static ImmutableArray<Recorded<CabinetEvent>> Decide(Cabinet cabinet, Hello hello, DateTimeOffset now)
    {
        long epoch = Math.Max(cabinet.Epoch, hello.HighestEpochSeen) + 1;
        ImmutableArray<Recorded<CabinetEvent>> events =
            [By(cabinet, now, new CabinetEvent.StreamOpened(epoch, hello.Boot, hello.FirmwareVersion))];
        if (Doubt(cabinet, hello) is { } wrong)
        {
            bool counts = cabinet.Quarantine is null && cabinet.Doubts.All(doubted => (now - doubted).Duration() >= DoubtsApart);
            return counts ? events.Add(By(cabinet, now, new CabinetEvent.StreamDoubted(wrong, hello.Journal))) : events;
        }

        return cabinet.Journal is null
            ? events.Add(By(cabinet, now, new CabinetEvent.JournalAccepted(hello.Journal)))
            : events;
    }

    /// <summary>The cabinet has spoken again on the stream that it opened with this: it stands by what it said.</summary>
    /// <remarks>
    /// A program that stood still reads a Hello long after the cabinet gave it up and went on elsewhere. By then the journal
    /// that it tells of is an old one, and nothing else comes on that stream (CL-29).
    /// </remarks>
    public static ImmutableArray<Recorded<CabinetEvent>> Confirm(Cabinet cabinet, Hello hello, DateTimeOffset now)
    {
        if (Doubt(cabinet, hello) is not { } wrong) { return []; }

        bool known = cabinet.Quarantine is { } standing && standing.Reason == wrong && standing.Journal == hello.Journal;
        return known ? [] : [By(cabinet, now, new CabinetEvent.Quarantined(wrong, hello.Journal))];
    }

    /// <summary>What the cabinet is told it need not send again; nothing of a journal that is not taken.</summary>
    public static long AckedUpTo(Cabinet cabinet, JournalId journal) =>
        cabinet.Journal is { } applied && applied.Id == journal ? applied.AppliedUpTo : 0;

    /// <returns>Why a journal of which this was said is not taken; nothing when it is.</returns>
    public static QuarantineReason? Doubt(Cabinet cabinet, Hello hello)
    {
        // Once quarantined, a cabinet stays so until a person has reconciled, whatever it says next.
        if (cabinet.Quarantine is { } standing) { return standing.Reason; }
        if (!string.Equals(hello.ModelId, cabinet.ModelId, StringComparison.Ordinal)) { return QuarantineReason.OtherModel; }
        if (cabinet.Journal is not { } applied) { return hello.FirstSequence > 1 ? QuarantineReason.EntriesGone : null; }
        if (applied.Id != hello.Journal) { return QuarantineReason.UnknownJournal; }

        return hello.FirstSequence > applied.AppliedUpTo + 1 ? QuarantineReason.EntriesGone
            : hello.LastSequence < applied.AppliedUpTo ? QuarantineReason.JournalBehind
            : hello.LastSequence == applied.AppliedUpTo && hello.LastHash != applied.LastHash ? QuarantineReason.Forked
            : null;
    }

    private static Recorded<CabinetEvent> By(Cabinet cabinet, DateTimeOffset now, CabinetEvent happened) =>
        new(now, Actor.Cabinet(cabinet.Id), happened);
}
