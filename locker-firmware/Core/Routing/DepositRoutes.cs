using System.Collections.Immutable;
using System.Diagnostics;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Deposits;
using SmartLocker.Firmware.Core.Journal;
using SmartLocker.Firmware.Core.Link;

namespace SmartLocker.Firmware.Core.Routing;

/// <summary>Between deposits and the rest: places are asked for and chosen, doors released, facts recorded.</summary>
internal static class DepositRoutes
{
    /// <summary>Other cabinets that a notice names, the preferred one first.</summary>
    private const int ElsewhereMax = 3;

    public static void Begin(Turn turn, DepositCase wanted) =>
        Take(turn, wanted.Packet, Deposit.Begin(
            wanted, turn.State.Link.IsUp, turn.Moment, turn.State.Desired.Settings.AssignWaitMax));

    public static void Feed(Turn turn, PacketId packet, DepositInput input)
    {
        if (turn.State.Deposits.TryGetValue(packet, out DepositState? state))
        {
            Take(turn, packet, Deposit.Step(state, input, turn.Moment));
        }
    }

    public static void Tick(Turn turn)
    {
        foreach ((PacketId packet, DepositState state) in turn.State.Deposits)
        {
            if (state is DepositState.Assigning assigning && turn.Now >= assigning.Until)
            {
                Feed(turn, packet, new DepositInput.Unanswered());
            }
        }
    }

    /// <summary>A place was promised by the server: the cabinet looks whether the place is what the server believes.</summary>
    public static void Answered(Turn turn, PacketId packet, CallAnswer answer)
    {
        if (answer is CallAnswer.Assigned assigned && turn.State.Deposits[packet] is DepositState.Assigning assigning)
        {
            bool sound = PlaceCheck.IsSound(turn.State, turn.Model, assigning.Case, assigned);
            Feed(turn, packet, new DepositInput.ServerChose(
                assigned.AssignmentId, assigned.Compartment, assigned.Packet.Receiver, sound));
        }
        else if (answer is CallAnswer.Refused refused)
        {
            string elsewhere = string.Join(" / ", refused.OtherCabinets.Take(ElsewhereMax));
            Feed(turn, packet, new DepositInput.ServerRefused(refused.Reason, elsewhere));
        }
    }

    private static void Take(Turn turn, PacketId packet, DepositStep step)
    {
        turn.State = turn.State with
        {
            Deposits = step.Next is DepositState.Over
                ? turn.State.Deposits.Remove(packet)
                : turn.State.Deposits.SetItem(packet, step.Next),
        };
        if (step.Next is DepositState.Over && turn.State.Visit?.Depositing == packet)
        {
            turn.State = turn.State with { Visit = turn.State.Visit with { Depositing = null } };
        }

        foreach (DepositEffect effect in step.Effects)
        {
            Carry(turn, packet, effect);
        }

        // Whoever left hears no question any more: what can only wait for an answer is over.
        bool waits =
            turn.State.Deposits.GetValueOrDefault(packet) is DepositState.Assigning or DepositState.Stuck or DepositState.InPlace;
        if (waits && turn.State.Visit?.Depositing != packet)
        {
            Feed(turn, packet, new DepositInput.VisitEnded());
        }
    }

    private static void Carry(Turn turn, PacketId packet, DepositEffect effect)
    {
        switch (effect)
        {
            case DepositEffect.Ask ask:
                turn.Do(new CabinetEffect.AskServer(
                    ask.Correlation, turn.State.Desired.Settings.AssignWaitMax, Question(turn, ask.Case)));
                break;
            case DepositEffect.ChooseLocally choose:
                int? place = PlaceCheck.Choose(turn.State, turn.Model, choose.Case);
                Feed(turn, packet, new DepositInput.ChoseLocally(place));
                break;
            case DepositEffect.Release release:
                Release(turn, release.Case, ReleasePurpose.Deposit, release.Compartment, release.Command, release.Authorisation);
                break;
            case DepositEffect.Reopen reopen:
                Release(
                    turn, reopen.Case, ReleasePurpose.Reopen, reopen.Compartment, reopen.Command,
                    new Authorisation.Reopens(reopen.First));
                break;
            case DepositEffect.Confirm done:
                turn.Record(
                    new Fact.PacketDeposited(packet, done.Compartment, done.Case.Actor, done.Command, done.Case.Receiver));
                Confirmed(turn, packet);
                break;
            case DepositEffect.Abandon abandon:
                turn.Record(
                    new Fact.DepositAbandoned(packet, abandon.Compartment, abandon.Case.Actor, abandon.Reason, abandon.Command));
                break;
            case DepositEffect.ElsewherePlease elsewhere when turn.State.Visit is { } visit
                && visit.First == elsewhere.Case.Actor:
                turn.State = turn.State with { Visit = visit with { Depositing = packet } };
                Begin(turn, elsewhere.Case);
                break;
            case DepositEffect.ElsewherePlease:
                break;
            case DepositEffect.Doubt doubt:
                turn.Doubt(doubt.Compartment, "left open during a deposit");
                break;
            case DepositEffect.Refused refused:
                turn.Tell(KioskTexts.Of(refused.Reason), refused.Elsewhere);
                break;
            case DepositEffect.NoRoom:
                turn.Tell(NoticeKind.NoRoom);
                break;
            default:
                throw new UnreachableException($"No route for {effect}.");
        }
    }

    private static ServerCall.Assign Question(Turn turn, DepositCase wanted)
    {
        ImmutableArray<CompartmentReport> reports =
        [
            .. turn.Model.Compartments.Select(door => new CompartmentReport(
                door.Number,
                wanted.Refused.Contains(door.Number)
                    ? CompartmentCondition.Refused
                    : Compartments.ConditionOf(turn.State, turn.Model, door.Number))),
        ];
        return new ServerCall.Assign(wanted.Packet, wanted.Actor, wanted.SizeAtLeast, wanted.Low, reports);
    }

    private static void Release(
        Turn turn, DepositCase wanted, ReleasePurpose purpose, int compartment, CommandId command, Authorisation authorisation)
    {
        PickupRoutes.Feed(turn, compartment, new Pickups.PickupInput.VisitEnded());
        turn.State = turn.State with { Notice = null };
        DoorRoutes.Release(
            turn,
            new Fact.ReleaseIntended(command, compartment, purpose, [wanted.Packet], [wanted.Actor], authorisation),
            turn.Now + KioskTimes.ReleaseWithin);
    }

    private static void Confirmed(Turn turn, PacketId packet)
    {
        if (turn.State.Visit is { } visit && visit.Depositing == packet)
        {
            turn.State = turn.State with { Visit = visit with { Deposited = visit.Deposited + 1 } };
            turn.Tell(NoticeKind.Deposited);
        }
    }
}
