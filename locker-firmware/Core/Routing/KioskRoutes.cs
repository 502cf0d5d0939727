using System.Diagnostics;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Deposits;
using SmartLocker.Firmware.Core.Faults;
using SmartLocker.Firmware.Core.Journal;
using SmartLocker.Firmware.Core.Pickups;
using SmartLocker.Firmware.Core.SignIn;

namespace SmartLocker.Firmware.Core.Routing;

/// <summary>A wish from the screen goes to what the screen is about: the deposit, the pickup, or the visit.</summary>
internal static class KioskRoutes
{
    public static void Asked(Turn turn, KioskRequest request)
    {
        VisitRoutes.Touch(turn);
        switch (request)
        {
            case KioskRequest.EnterPin pin:
                VisitRoutes.Feed(turn, new SignInInput.Pin(pin.Pin));
                break;
            case KioskRequest.StartPickup:
                StartPickup(turn);
                break;
            case KioskRequest.OtherDoor other:
                ToDeposit(turn, new DepositInput.OtherDoor(other.SizeAtLeast, other.Low));
                break;
            case KioskRequest.CancelDeposit:
                ToDeposit(turn, new DepositInput.Cancel());
                break;
            case KioskRequest.OpenAgain:
                OpenAgain(turn);
                break;
            case KioskRequest.DidNotTake:
                DidNotTake(turn);
                break;
            case KioskRequest.SealSeen seal:
                ToPickup(turn, new PickupInput.SealSeen(seal.Intact));
                break;
            case KioskRequest.AllowRemoteOpening:
                AllowRemoteOpening(turn);
                break;
            case KioskRequest.CallForHelp:
                turn.Raise(FaultName.HelpCalled, 0, "called at the screen");
                turn.State = turn.State with { HelpUntil = turn.Now + KioskTimes.HelpFor };
                turn.Tell(NoticeKind.HelpCalled);
                break;
            case KioskRequest.MoreTime:
                VisitRoutes.Feed(turn, new SignInInput.MoreTime());
                break;
            case KioskRequest.Speak speak:
                turn.State = turn.State with { Language = speak.Language };
                break;
            case KioskRequest.SignOut:
                SignOut(turn);
                break;
            default:
                throw new UnreachableException($"No route for {request}.");
        }
    }

    public static void StartPickup(Turn turn)
    {
        if (turn.State.Visit is not { Round: null } visit)
        {
            return;
        }

        if (visit.ByCode)
        {
            turn.Tell(NoticeKind.CodeOpensOneDoor);
            return;
        }

        if (IsAtDoor(turn.State, visit))
        {
            turn.Tell(NoticeKind.FinishFirst);
            return;
        }

        LeaveLast(turn);
        PickupRoutes.StartRound(turn);
    }

    /// <summary>A deposit, or a door opened again, must come to its end before something else begins.</summary>
    public static bool IsAtDoor(CabinetState state, Visit visit) =>
        (visit.Depositing is { } packet && state.Deposits[packet].IsActive())
        || (visit.Last is { } last && Compartments.PickupAt(state, last.Compartment) is not null);

    /// <summary>A confirmed deposit, or an emptied compartment, is done with when something new begins.</summary>
    public static void LeaveLast(Turn turn)
    {
        if (turn.State.Visit is { Depositing: { } packet })
        {
            DepositRoutes.Feed(turn, packet, new DepositInput.VisitEnded());
        }

        if (turn.State.Visit is { Last: { } last })
        {
            PickupRoutes.Feed(turn, last.Compartment, new PickupInput.VisitEnded());
            turn.State = turn.State with { Visit = turn.State.Visit with { Last = null } };
        }
    }

    private static void ToDeposit(Turn turn, DepositInput input)
    {
        if (turn.State.Visit?.Depositing is { } packet)
        {
            bool returns = input is DepositInput.Cancel;
            DepositRoutes.Feed(turn, packet, input);
            if (returns && !turn.State.Deposits.ContainsKey(packet))
            {
                turn.Tell(NoticeKind.TakenBack);
            }
        }
    }

    private static void ToPickup(Turn turn, PickupInput input)
    {
        if (turn.State.Visit is { Round.Now: { } compartment })
        {
            PickupRoutes.Feed(turn, compartment, input);
        }
    }

    private static void OpenAgain(Turn turn)
    {
        if (turn.State.Visit is not { } visit)
        {
            return;
        }

        if (visit.Depositing is not null)
        {
            ToDeposit(turn, new DepositInput.Again());
        }
        else if (visit.Round is not null)
        {
            bool doubted = IsDoubtedSince(turn, visit.Round.Now);
            ToPickup(turn, doubted ? new PickupInput.DidNotTake() : new PickupInput.Again());
        }
        else if (visit.Last is { } last)
        {
            PickupRoutes.Feed(turn, last.Compartment, new PickupInput.Again());
        }
    }

    /// <summary>It did not open, and since then, its journal quarantined perhaps, nobody knows what lies there.</summary>
    private static bool IsDoubtedSince(Turn turn, int? compartment) =>
        compartment is { } door && turn.State.Holdings.HasFault(FaultName.ContentsUnknown, door)
        && turn.State.Pickups.GetValueOrDefault(door) is PickupState.Stuck;

    private static void DidNotTake(Turn turn)
    {
        if (turn.State.Visit?.Depositing is not null)
        {
            ToDeposit(turn, new DepositInput.Cancel());
        }
        else if (turn.State.Visit?.Round?.SecondBy is not null)
        {
            PickupRoutes.Pass(turn);
        }
        else
        {
            ToPickup(turn, new PickupInput.DidNotTake());
        }
    }

    /// <summary>CL-82: the one way out of the block, and it needs a person with a PIN in front of the doors.</summary>
    private static void AllowRemoteOpening(Turn turn)
    {
        bool blocked = turn.State.Holdings.HasFault(FaultName.RemoteOpeningBlocked, 0);
        if (turn.State.Visit is { ByCode: true })
        {
            turn.Tell(NoticeKind.CodeOpensOneDoor);
        }
        else if (turn.State.Visit is not { } visit
            || turn.State.Desired.People.GetValueOrDefault(visit.First) is not { MayService: true })
        {
            turn.Tell(NoticeKind.NotAllowed);
        }
        else if (blocked)
        {
            turn.Record(new Fact.RemoteOpeningAllowed(visit.First));
            turn.Clear(FaultName.RemoteOpeningBlocked, 0);
            turn.Tell(NoticeKind.RemoteOpeningAllowed);
        }
    }

    private static void SignOut(Turn turn)
    {
        // While a second person signs in, leaving means that person alone.
        bool joining = turn.State.SignIn is not SignInState.Nobody;
        VisitRoutes.Feed(turn, new SignInInput.GiveUp());
        if (!joining)
        {
            VisitRoutes.End(turn);
        }
    }
}
