using System.Collections.Immutable;
using SmartLocker.Firmware.Core.Deposits;
using SmartLocker.Firmware.Core.Pickups;

namespace SmartLocker.Firmware.Core.Cabinet;

/// <summary>What a person can do on each screen. Every dead end has a way out on the same screen.</summary>
public static class KioskActions
{
    private static readonly KioskAction[] InVisit = [KioskAction.CallForHelp, KioskAction.MoreTime, KioskAction.Speak, KioskAction.SignOut];

    public static ImmutableArray<KioskAction> Of(CabinetState state, KioskScreen screen)
    {
        bool deposits = state.Visit?.Depositing is not null;
        return screen switch
        {
            KioskScreen.Idle => [KioskAction.CallForHelp, KioskAction.Speak],
            KioskScreen.EnterPin => [KioskAction.EnterPin, .. InVisit],
            KioskScreen.CheckingPin => [KioskAction.CallForHelp, KioskAction.Speak],
            KioskScreen.Welcome => [KioskAction.StartPickup, .. MayReopen(state), .. InVisit],
            KioskScreen.Assigning => [KioskAction.CancelDeposit, .. InVisit],
            KioskScreen.DoorOpening => [.. InVisit],
            KioskScreen.DoorStuck when deposits =>
                [KioskAction.OpenAgain, KioskAction.OtherDoor, KioskAction.LowDoor, KioskAction.CancelDeposit, .. InVisit],
            KioskScreen.DoorStuck => [KioskAction.OpenAgain, KioskAction.DidNotTake, .. InVisit],
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

    /// <summary>The request that an action stands for.</summary>
    /// <param name="typed">The PIN, or the language's name; empty for all others.</param>
    public static KioskRequest Request(KioskAction action, KioskView view, string typed) => action switch
    {
        KioskAction.EnterPin => new KioskRequest.EnterPin(typed),
        KioskAction.StartPickup => new KioskRequest.StartPickup(),
        KioskAction.LargerDoor => new KioskRequest.OtherDoor(Larger(view), Low: false),
        KioskAction.LowDoor => new KioskRequest.OtherDoor(null, Low: true),
        KioskAction.OtherDoor => new KioskRequest.OtherDoor(null, Low: false),
        KioskAction.CancelDeposit => new KioskRequest.CancelDeposit(),
        KioskAction.OpenAgain => new KioskRequest.OpenAgain(),
        KioskAction.DidNotTake => new KioskRequest.DidNotTake(),
        KioskAction.SealIntact => new KioskRequest.SealSeen(Intact: true),
        KioskAction.SealBroken => new KioskRequest.SealSeen(Intact: false),
        KioskAction.CallForHelp => new KioskRequest.CallForHelp(),
        KioskAction.MoreTime => new KioskRequest.MoreTime(),
        KioskAction.Speak => new KioskRequest.Speak(
            typed == nameof(KioskLanguage.English) ? KioskLanguage.English : KioskLanguage.Chinese),
        KioskAction.SignOut => new KioskRequest.SignOut(),
        _ => throw new System.Diagnostics.UnreachableException($"No request for {action}."),
    };

    /// <summary>One size above the door that is open.</summary>
    private static PacketSize? Larger(KioskView view) =>
        view.Doors.Where(door => door.Number == view.Compartment).Select(door => (PacketSize?)door.Size).FirstOrDefault() switch
        {
            PacketSize.S => PacketSize.M,
            PacketSize.M or PacketSize.L => PacketSize.L,
            _ => null,
        };

    private static IEnumerable<KioskAction> MayReopen(CabinetState state)
    {
        bool deposit = state.Visit?.Depositing is { } packet && state.Deposits.GetValueOrDefault(packet) is DepositState.InPlace;
        bool pickup = state.Visit?.Last is { } last && state.Pickups.GetValueOrDefault(last.Compartment) is PickupState.Taken;
        return deposit || pickup ? [KioskAction.OpenAgain] : [];
    }
}
