using SmartLocker.Firmware.Core.Faults;
using SmartLocker.Firmware.Core.Journal;

namespace SmartLocker.Firmware.Core.Recovery;

/// <summary>What each thing that can be in the journal at power-off becomes. One row per persisted state.</summary>
public static class RecoveryTable
{
    public static IEnumerable<Fact> Facts(Holdings holdings) =>
    [
        .. holdings.UnderWay.Values.SelectMany(Row)
            .Where(fact => fact is not Fact.FaultRaised fault || !holdings.HasFault(fault.Name, fault.Compartment)),
        .. holdings.Visit is { } visit ? [new Fact.SignedOut(visit)] : Array.Empty<Fact>(),

        // The supply is switched on by the start itself, and the lines are verified then: a line that is still bad says so anew.
        .. holdings.Faults.Keys.Where(at => at.Name == FaultName.LineFault).Select(
            at => new Fact.FaultCleared(at.Name, at.Compartment)),
    ];

    /// <summary>Something that is kept beside the journal was not what was written.</summary>
    public static IEnumerable<Fact> Damaged(Holdings holdings)
    {
        if (!holdings.HasFault(FaultName.KeptStateDamaged, 0))
        {
            yield return new Fact.FaultRaised(FaultName.KeptStateDamaged, 0, "what is kept beside the journal was damaged");
        }
    }

    public static IEnumerable<Fact> Row(ReleaseUnderWay release)
    {
        Fact.ReleaseIntended intent = release.Intent;

        // An intent without a result is never pulsed again (CL-53).
        if (release.Result is null)
        {
            yield return new Fact.ReleaseEnded(intent.Command, intent.Compartment, ReleaseResult.Unknown, 0);
        }

        if (intent.Purpose is ReleasePurpose.Deposit)
        {
            yield return new Fact.DepositAbandoned(
                intent.Packets[0], intent.Compartment, intent.Actors[0], DepositAbandonment.Interrupted, intent.Command);
        }

        if (IsDoubtful(release.Result))
        {
            yield return new Fact.FaultRaised(FaultName.ContentsUnknown, intent.Compartment, $"{intent.Purpose} interrupted");
        }
    }

    /// <summary>
    /// A packet may lie inside that nobody confirmed, or may be gone; and whoever stands in the dark before a door that was
    /// opened for somebody else may put one in. Only where the door cannot have opened is nothing doubtful; a jammed latch or a
    /// released one may have given way in the moment before the power failed.
    /// </summary>
    private static bool IsDoubtful(ReleaseResult? result) => result is not (ReleaseResult.Expired or ReleaseResult.Refused);
}
