using System.Collections.Immutable;
using SmartLocker.Firmware.Core.Deposits;
using SmartLocker.Firmware.Core.Faults;
using SmartLocker.Firmware.Core.Pickups;

namespace SmartLocker.Firmware.Core.Cabinet;

/// <summary>What a person can do on each screen. Every dead end has a way out on the same screen.</summary>
internal static class KioskActions
{
    private static readonly KioskAction[] InVisit =
        [KioskAction.CallForHelp, KioskAction.MoreTime, KioskAction.Speak, KioskAction.SignOut];

    /// <param name="lit">Size of the lit door: above the largest there is no larger one.</param>
    public static ImmutableArray<KioskAction> Of(CabinetState state, KioskScreen screen, PacketSize? lit)
    {
        bool deposits = state.Visit?.Depositing is not null;
        return screen switch
        {
            KioskScreen.Idle => [KioskAction.CallForHelp, KioskAction.Speak],
            KioskScreen.EnterPin => [KioskAction.EnterPin, .. InVisit],
            KioskScreen.CheckingPin => [KioskAction.CallForHelp, KioskAction.Speak],
            KioskScreen.Welcome =>
                [.. MayStartPickup(state), .. MayReopen(state), .. MayAllowRemoteOpening(state), .. InVisit],
            KioskScreen.Assigning => [KioskAction.CancelDeposit, .. InVisit],
            KioskScreen.DoorOpening => [.. InVisit],
            KioskScreen.DoorStuck when deposits =>
                [KioskAction.OpenAgain, KioskAction.OtherDoor, KioskAction.LowDoor, KioskAction.CancelDeposit, .. InVisit],
            KioskScreen.DoorStuck => [KioskAction.OpenAgain, KioskAction.DidNotTake, .. InVisit],
            KioskScreen.PutIn when lit is PacketSize.L => [KioskAction.LowDoor, KioskAction.CancelDeposit, .. InVisit],
            KioskScreen.PutIn => [KioskAction.LargerDoor, KioskAction.LowDoor, KioskAction.CancelDeposit, .. InVisit],
            KioskScreen.TakeBack => [KioskAction.OpenAgain, .. InVisit],
            KioskScreen.TakeOut when state.Visit?.Round is not null => [KioskAction.DidNotTake, .. InVisit],
            KioskScreen.TakeOut => [.. InVisit],
            KioskScreen.LeaveInside => [KioskAction.OpenAgain, .. InVisit],
            KioskScreen.SecondPerson or KioskScreen.CheckingPickup => [KioskAction.DidNotTake, .. InVisit],
            KioskScreen.SealQuestion => [KioskAction.SealIntact, KioskAction.SealBroken, KioskAction.DidNotTake, .. InVisit],
            KioskScreen.OutOfOrder => [KioskAction.CallForHelp, KioskAction.Speak],
            _ => throw new System.Diagnostics.UnreachableException($"No actions for {screen}."),
        };
    }

    private static IEnumerable<KioskAction> MayStartPickup(CabinetState state) =>
        state.Visit is { ByCode: true } ? [] : [KioskAction.StartPickup];

    private static IEnumerable<KioskAction> MayAllowRemoteOpening(CabinetState state) =>
        state.Holdings.HasFault(FaultName.RemoteOpeningBlocked, 0) && state.Visit is { ByCode: false } visit
            && state.Desired.People.GetValueOrDefault(visit.First) is { MayService: true }
            ? [KioskAction.AllowRemoteOpening] : [];

    private static IEnumerable<KioskAction> MayReopen(CabinetState state)
    {
        bool deposit = state.Visit?.Depositing is { } packet && state.Deposits.GetValueOrDefault(packet) is DepositState.InPlace;
        bool pickup = state.Visit?.Last is { } last && state.Pickups.GetValueOrDefault(last.Compartment) is PickupState.Taken;
        return deposit || pickup ? [KioskAction.OpenAgain] : [];
    }
}
