using System.Collections.Immutable;
using SmartLocker.Firmware.Agent.Journal;
using SmartLocker.Firmware.Agent.Journal.Kept;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Desired;
using SmartLocker.Firmware.Core.Journal;
using SmartLocker.Firmware.Core.Recovery;

namespace SmartLocker.Firmware.Agent.Running;

/// <summary>From the journal to a state to go on from. Nothing is pulsed again; what is doubtful goes on record first.</summary>
public static class CabinetBoot
{
    private const int LookBack = 256;

    /// <summary>By what the wall clock is judged at the start.</summary>
    public static ClockFloor FloorOf(Journal.Journal journal)
    {
        ClockHours kept = journal.Kept.Clock();
        DateTimeOffset? read = Readable(journal);
        DateTimeOffset last = read ?? DateTimeOffset.UnixEpoch;
        return new ClockFloor(kept.Seen > last ? kept.Seen.Value : last, kept.Since ?? DateTimeOffset.UnixEpoch)
        {
            IsLost = kept.IsLost || read is null,
        };
    }

    /// <returns>Nothing where old entries cannot be read: by then no hour can be told, and nobody trusts the clock.</returns>
    private static DateTimeOffset? Readable(Journal.Journal journal)
    {
        try
        {
            return LastTrusted(journal);
        }
        catch (JournalReadException)
        {
            return null;
        }
    }

    private static DateTimeOffset LastTrusted(Journal.Journal journal)
    {
        long first = journal.FirstSequence; // What was deleted is no damage.
        for (long before = journal.LastSequence + 1; before > first; before = Math.Max(first, before - LookBack))
        {
            long from = Math.Max(first, before - LookBack);
            Entry? trusted = journal.ReadFrom(from, (int)(before - from))
                .Where(stored => stored.HashHolds()) // Those before a checkpoint nobody has read since the start.
                .Select(stored => Journal.EntryWire.Read(stored.Record.AsSpan()).Entry)
                .LastOrDefault(entry => entry.ClockQuality is not ClockQuality.Unset);
            if (trusted is not null)
            {
                return trusted.RecordedAt;
            }
        }

        return DateTimeOffset.UnixEpoch;
    }

    /// <returns>The state; everything it rests on is durable.</returns>
    /// <exception cref="JournalBrokenException">It is the journal of another cabinet, of a model with other doors.</exception>
    public static CabinetState Recover(CabinetParts parts, string firmwareVersion)
    {
        (Journal.Journal journal, CabinetClock clock) = (parts.Journal, parts.Clock);
        IEnumerable<int> told = journal.Held.Compartments.Keys.Concat(
            journal.Held.Faults.Keys.Select(at => at.Compartment).Where(number => number != 0));
        if (told.FirstOrDefault(number => !parts.Model.Has(number)) is not 0 and int strange)
        {
            throw new JournalBrokenException(
                JournalProblem.OtherModel, $"It tells of compartment {strange}, which {parts.Model.Id} does not have.");
        }

        Fact.Booted booted = new(firmwareVersion, parts.Model.Id, parts.Model.Revision);
        Holdings holdings = journal.Held.Apply(booted);
        (CabinetState state, ImmutableArray<Fact> facts) =
            CabinetRecovery.Start(holdings, journal.Kept.Desired() ?? DesiredState.Empty, parts.Model, clock.Now);
        Fact[] damaged = journal.Kept.Damaged.IsEmpty ? [] : [.. RecoveryTable.Damaged(state.Holdings)];
        state = state with { Holdings = damaged.Aggregate(state.Holdings, (held, fact) => held.Apply(fact)) };
        journal.Append([booted, .. facts, .. damaged], clock.Moment(offline: true));

        // An epoch outlives the program: a server of before the restart must not be obeyed after it.
        return state with { Link = state.Link with { Epoch = journal.Kept.HighestEpoch() } };
    }
}
