using System.Collections.Immutable;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Desired;
using SmartLocker.Firmware.Core.Doors;
using SmartLocker.Firmware.Core.Faults;
using SmartLocker.Firmware.Core.Journal;
using SmartLocker.Firmware.Core.Limits;
using SmartLocker.Firmware.Core.Link;
using SmartLocker.HardwareSpecs.Cabinets;

namespace SmartLocker.Firmware.Core.Recovery;

/// <summary>How a cabinet starts from what its journal holds: nothing is pulsed again, what is doubtful is said to be.</summary>
public static class CabinetRecovery
{
    /// <param name="holdings">The fold of the whole journal, this boot's <see cref="Fact.Booted"/> included.</param>
    /// <param name="desired">The document that was kept last, or <see cref="DesiredState.Empty"/>.</param>
    /// <returns>
    /// The state to go on from, and the facts to make durable before anything else. The highest stream epoch ever seen is no
    /// fact of the journal: the shell keeps it and sets it in <see cref="LinkState.Epoch"/>.
    /// </returns>
    public static (CabinetState State, ImmutableArray<Fact> Facts) Start(
        Holdings holdings, DesiredState desired, CabinetModel model, Uptime now)
    {
        ImmutableArray<Fact> facts = [.. RecoveryTable.Facts(holdings)];
        Holdings recovered = facts.Aggregate(holdings, (held, fact) => held.Apply(fact));
        CabinetState state = new()
        {
            Holdings = recovered,
            Desired = desired,
            Doors = [.. model.Compartments.Select(_ => DoorNow.Unread)],
            Link = new LinkState(0, false, now),
            LockedOut = LockedOut(holdings, desired.Settings, now),
            LastHour = LastHour.AfterStart(recovered.LastHour, now),
            GuessingUntil = recovered.HasFault(FaultName.PinGuessing, 0) ? now + Guessing.AlarmFor : null,
            ForgedUntil = recovered.HasFault(FaultName.CodeForged, 0) ? now + Guessing.AlarmFor : null,
        };
        return (state, facts);
    }

    /// <summary>
    /// How long a lock-out had lasted is not on record: it begins anew, so that a power cut is no way around it.
    /// </summary>
    private static ImmutableSortedDictionary<PersonId, Uptime> LockedOut(
        Holdings holdings, CabinetSettings settings, Uptime now) =>
        holdings.Failures.Where(entry => entry.Value % Math.Max(1, settings.SignInFailuresMax) == 0)
            .ToImmutableSortedDictionary(entry => entry.Key, _ => now + settings.SignInLockOut);
}
