using SmartLocker.Firmware.Core.Deposits;
using SmartLocker.Firmware.Core.Desired;
using SmartLocker.Firmware.Core.Doors;
using SmartLocker.Firmware.Core.Faults;
using SmartLocker.Firmware.Core.Journal;
using SmartLocker.Firmware.Core.Link;
using SmartLocker.Firmware.Core.Pickups;
using SmartLocker.HardwareSpecs.Cabinets;

namespace SmartLocker.Firmware.Core.Cabinet;

/// <summary>
/// What is true of each compartment now, read from the cabinet's state. Shown to the server, to placement and to the screen.
/// </summary>
public static class Compartments
{
    public static CompartmentCondition ConditionOf(CabinetState state, CabinetModel model, int compartment) =>
        IsOut(state, DoorPlan.Of(model), compartment) ? CompartmentCondition.OutOfService
        : IsBusy(state, compartment) ? CompartmentCondition.Busy
        : state.Holdings.Compartment(compartment).Packets.IsEmpty ? CompartmentCondition.Vacant
        : CompartmentCondition.Occupied;

    /// <summary>Everything that lies in a compartment on record.</summary>
    public static IEnumerable<PacketId> ContentsOf(CabinetState state, int compartment) =>
        state.Holdings.Compartment(compartment).Packets.Keys;

    public static CompartmentSetting? SettingOf(CabinetState state, int compartment) =>
        state.Desired.Compartments.GetValueOrDefault(compartment);

    /// <summary>A deposit, pickup or order is at this door, from its intent until the door is shut behind it.</summary>
    public static bool IsInUse(CabinetState state, int compartment) =>
        DepositAt(state, compartment) is { } || PickupAt(state, compartment) is { }
        || state.Link.Running.ContainsKey(compartment) || state.Waiting.Any(waiting => waiting.Compartment == compartment);

    public static DepositState? DepositAt(CabinetState state, int compartment) =>
        state.Deposits.Values.FirstOrDefault(deposit => deposit.At() == compartment && deposit.IsActive());

    /// <summary>A pickup in progress; one that is over but may be opened again is none.</summary>
    public static PickupState? PickupAt(CabinetState state, int compartment) =>
        state.Pickups.GetValueOrDefault(compartment) is { } pickup and not PickupState.Taken ? pickup : null;

    /// <summary>No fault and no setting forbids to energise this lock.</summary>
    public static bool MayPulse(CabinetState state, DoorPlan plan, int compartment) =>
        state.JournalWritable
        && SettingOf(state, compartment)?.OutOfServiceReason is null
        && !state.Holdings.Faults.Keys.Any(at => ForbidsPulse(at, plan, compartment));

    /// <summary>Something is known to be wrong, or nobody knows enough to say it is right.</summary>
    public static bool IsOut(CabinetState state, DoorPlan plan, int compartment) =>
        !MayPulse(state, plan, compartment)
        || state.Door(compartment).State is DoorState.Unknown or DoorState.Dead
        || state.Holdings.Faults.Keys.Any(at => at.Compartment == compartment && FaultName.StopsDeposits(at.Name));

    private static bool IsBusy(CabinetState state, int compartment) =>
        state.Door(compartment).State is not DoorState.Closed || IsInUse(state, compartment);

    private static bool ForbidsPulse(FaultAt at, DoorPlan plan, int compartment) =>
        at.Compartment != 0
        && ((FaultName.StopsRail(at.Name) && plan.Group(at.Compartment) == plan.Group(compartment))
            || (at.Compartment == compartment && at.Name == FaultName.CoilOpen));

    extension(DepositState deposit)
    {
        /// <summary>The compartment it is about; 0 while none is chosen.</summary>
        public int At() => deposit switch
        {
            DepositState.Releasing releasing => releasing.Compartment,
            DepositState.Open open => open.Compartment,
            DepositState.Stuck stuck => stuck.Compartment,
            DepositState.InPlace place => place.Compartment,
            DepositState.Reopening again => again.Compartment,
            DepositState.OpenAgain open => open.Compartment,
            _ => 0,
        };

        /// <summary>Not over, and not only kept for opening again.</summary>
        public bool IsActive() => deposit is not DepositState.InPlace and not DepositState.Over;
    }
}
