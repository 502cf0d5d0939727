using System.Collections.Immutable;
using SmartLocker.Firmware.Core.Deposits;
using SmartLocker.Firmware.Core.Doors;
using SmartLocker.Firmware.Core.Faults;
using SmartLocker.Firmware.Core.Journal;
using SmartLocker.Firmware.Core.Pickups;
using SmartLocker.Firmware.Core.SignIn;
using SmartLocker.HardwareSpecs.Cabinets;
using SmartLocker.HardwareSpecs.Faults;

namespace SmartLocker.Firmware.Core.Cabinet;

public sealed partial record KioskView
{
    /// <summary>A page that is loaded anew shows the same: what is on the screen is a function of the cabinet's state.</summary>
    public static KioskView Of(CabinetState state, CabinetModel model)
    {
        (KioskScreen screen, int? compartment) = ScreenOf(state);
        DoorPlan plan = DoorPlan.Of(model);
        Visit? visit = state.Visit;
        Collectable[] waiting = visit is null ? [] :
        [
            .. Collectables.Of(state, plan, visit.First, visit.Second)
                .Where(found => !visit.ByCode || visit.Round?.Serves(found.Compartment) == true),
        ];
        PersonId? greeted = state.SignIn switch
        {
            SignInState.EnteringPin or SignInState.Checking => null, // Not proven yet: no name for whoever shows a badge.
            _ => visit?.First,
        };
        return new KioskView
        {
            Screen = screen,
            Language = state.Language,
            DisplayName = state.Desired.Settings.DisplayName,
            Title = KioskTexts.Title(screen),
            Prompt = KioskTexts.Prompt(screen, compartment),
            Message = state.Notice is { Kind: var kind, Elsewhere: var elsewhere }
                ? new KioskMessage(kind, KioskTexts.IsGood(kind), KioskTexts.Of(kind, elsewhere)) : null,
            Person = greeted is { } person ? state.Desired.People.GetValueOrDefault(person)?.Name : null,
            Waiting = waiting.Length,
            WaitingForTwo = waiting.Count(found => found.TwoPersons),
            Deposited = visit?.Deposited ?? 0,
            PickedUp = visit?.PickedUp ?? 0,
            Packet = visit?.Depositing?.Value,
            Compartment = compartment,
            Next = visit?.Round is { } round
                ? waiting.FirstOrDefault(
                    found => found.Compartment != round.Now && round.Serves(found.Compartment))?.Compartment
                : null,
            Actions = KioskActions.Of(state, screen, compartment is { } lit ? model.Compartment(lit).Size : null),
            Doors = [.. model.Compartments.Select(door => new KioskDoor(
                door.Number, door.Column, door.Row, door.Size, Drawn(state, plan, door.Number)))],
            WarnAt = EndsAtOf(state) is { } ends ? new Uptime(ends.SinceStart - KioskTimes.WarnFor) : null,
            EndsAt = EndsAtOf(state),
            Online = state.Link.IsUp,
            Trouble = TroubleOf(state.Holdings),
        };
    }

    private static KioskText? TroubleOf(Holdings holdings)
    {
        string[] keepAway = [FaultName.CertificateExpired, FaultName.LinkRefused, FaultName.ClockNotTrusted];
        if (keepAway.FirstOrDefault(name => holdings.HasFault(name, 0)) is not { } fault) { return null; }

        FaultKind kind = FaultRegistry.Get(fault);
        return new KioskText(kind.Meaning.Zh, kind.Meaning.En);
    }

    private static (KioskScreen Screen, int? Compartment) ScreenOf(CabinetState state)
    {
        if (!state.JournalWritable)
        {
            return (KioskScreen.OutOfOrder, null);
        }

        return state switch
        {
            { SignIn: SignInState.EnteringPin } => (KioskScreen.EnterPin, null),
            { SignIn: SignInState.Checking } => (KioskScreen.CheckingPin, null),
            { Visit: null } => (KioskScreen.Idle, null),
            { Visit.Depositing: { } packet } => OfDeposit(state.Deposits[packet]),
            { Visit.Round: { SecondBy: not null, Now: var compartment } } => (KioskScreen.SecondPerson, compartment),
            { Visit.Round.Now: { } compartment } when state.Pickups.TryGetValue(compartment, out PickupState? pickup) =>
                OfPickup(pickup, compartment),
            { Visit.Last: { } last } when state.Pickups.TryGetValue(last.Compartment, out PickupState? pickup) =>
                OfPickup(pickup, last.Compartment),
            _ => (KioskScreen.Welcome, null),
        };
    }

    private static (KioskScreen Screen, int? Compartment) OfDeposit(DepositState deposit) => deposit switch
    {
        DepositState.Assigning => (KioskScreen.Assigning, null),
        DepositState.Releasing or DepositState.Reopening => (KioskScreen.DoorOpening, deposit.At()),
        DepositState.Stuck => (KioskScreen.DoorStuck, deposit.At()),
        DepositState.Open { Ending: DepositEnding.PutIn } or DepositState.OpenAgain { Ending: DepositEnding.PutIn } =>
            (KioskScreen.PutIn, deposit.At()),
        DepositState.Open or DepositState.OpenAgain => (KioskScreen.TakeBack, deposit.At()),
        _ => (KioskScreen.Welcome, null),
    };

    private static (KioskScreen Screen, int? Compartment) OfPickup(PickupState pickup, int compartment) => pickup switch
    {
        PickupState.Checking => (KioskScreen.CheckingPickup, compartment),
        PickupState.Releasing or PickupState.Reopening => (KioskScreen.DoorOpening, compartment),
        PickupState.Stuck => (KioskScreen.DoorStuck, compartment),
        PickupState.Open { Ending: not PickupEnding.TakenOut } => (KioskScreen.LeaveInside, compartment),
        PickupState.Open or PickupState.OpenAgain => (KioskScreen.TakeOut, compartment),
        PickupState.AskingSeal => (KioskScreen.SealQuestion, compartment),
        _ => (KioskScreen.Welcome, null),
    };

    private static KioskDoorState Drawn(CabinetState state, DoorPlan plan, int compartment) =>
        state.Door(compartment).State switch
        {
            DoorState.Unknown => KioskDoorState.Unknown,
            DoorState.Pulsing or DoorState.Detecting or DoorState.Resting or DoorState.Released => KioskDoorState.Opening,
            DoorState.Open or DoorState.HeldOpen or DoorState.LeftOpen or DoorState.LatchedWhileOpen or DoorState.Freeing
                or DoorState.SensorFaulty
                => KioskDoorState.Open,
            _ => Compartments.IsOut(state, plan, compartment) ? KioskDoorState.OutOfService : KioskDoorState.Shut,
        };

    private static Uptime? EndsAtOf(CabinetState state) => state switch
    {
        { SignIn: SignInState.EnteringPin entering } => entering.Until,
        { Visit.Round.SecondBy: { } by } => by,
        { Visit: { } visit } => visit.IdleFrom + state.Desired.Settings.VisitIdleMax,
        _ => null,
    };
}
