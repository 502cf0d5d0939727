using System.Collections.Immutable;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Desired;
using SmartLocker.Firmware.Core.Journal;
using SmartLocker.Firmware.Core.Recovery;

namespace SmartLocker.Firmware.Agent.Running;

/// <summary>From the journal to a state to go on from. Nothing is pulsed again; what is doubtful goes on record first.</summary>
public static class CabinetBoot
{
    /// <summary>When the last entry was written; the wall clock is not believed below it.</summary>
    public static DateTimeOffset FloorOf(Journal.Journal journal) =>
        journal.ReadFrom(journal.LastSequence, 1) is [var last]
            ? Journal.EntryWire.Read(last.Record.AsSpan()).Entry.RecordedAt
            : DateTimeOffset.UnixEpoch;

    /// <returns>The state; everything it rests on is durable.</returns>
    public static CabinetState Recover(CabinetParts parts, string firmwareVersion)
    {
        (Journal.Journal journal, CabinetClock clock) = (parts.Journal, parts.Clock);
        Fact.Booted booted = new(firmwareVersion, parts.Model.Id, parts.Model.Revision);
        Holdings holdings = journal.Held.Apply(booted);
        (CabinetState state, ImmutableArray<Fact> facts) =
            CabinetRecovery.Start(holdings, journal.Desired() ?? DesiredState.Empty, parts.Model, clock.Now);
        journal.Append([booted, .. facts], clock.Moment(offline: true));

        // An epoch outlives the program: a server of before the restart must not be obeyed after it.
        return state with { Link = state.Link with { Epoch = journal.HighestEpoch() } };
    }
}
