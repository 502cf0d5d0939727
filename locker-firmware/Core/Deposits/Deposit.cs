using System.Diagnostics;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Journal;
using SmartLocker.Firmware.Core.Link;

namespace SmartLocker.Firmware.Core.Deposits;

/// <summary>Deposit rules. A packet is deposited when its door is seen closed behind it, and not before.</summary>
public static class Deposit
{
    /// <summary>How many places are tried before the person is told that there is none.</summary>
    public const int TriesMax = 4;

    /// <param name="ask">Whether there is a server to ask.</param>
    public static DepositStep Begin(DepositCase wanted, bool ask, StepMoment moment, TimeSpan waitMax)
    {
        DepositState.Assigning assigning = new(wanted, moment.Ids.Next(), moment.Now + waitMax);
        return new DepositStep(
            assigning, ask ? new DepositEffect.Ask(wanted, assigning.Correlation) : new DepositEffect.ChooseLocally(wanted));
    }

    public static DepositStep Step(DepositState state, DepositInput input, StepMoment moment) => state switch
    {
        DepositState.Assigning assigning => WhileAssigning(assigning, input, moment),
        DepositState.Releasing releasing => WhileReleasing(releasing, input),
        DepositState.Stuck stuck => WhileStuck(stuck, input, moment),
        DepositState.Open open => WhileOpen(open, input),
        DepositState.InPlace or DepositState.Reopening or DepositState.OpenAgain => DepositReopening.Step(state, input, moment),
        DepositState.Over => new DepositStep(state),
        _ => throw new UnreachableException($"No rule for {state}."),
    };

    public static bool IsOpened(ReleaseResult result) => result is ReleaseResult.Opened or ReleaseResult.AlreadyOpen;

    /// <summary>Another door for the same packet, never one that was refused.</summary>
    public static DepositCase Elsewhere(DepositCase old, int compartment) =>
        old with { Refused = old.Refused.Add(compartment), Tries = 0 };

    /// <summary>What the open door's shutting means after what the person asked.</summary>
    public static (DepositCase Case, DepositEnding Ending) Wish(
        DepositCase old, DepositEnding ending, DepositInput input) => input switch
        {
            DepositInput.Cancel => (old, DepositEnding.TakenBack),
            DepositInput.OtherDoor other => (
                old with { SizeAtLeast = other.SizeAtLeast ?? old.SizeAtLeast, Low = other.Low || old.Low },
                DepositEnding.TooSmall),
            DepositInput.Again => (old, DepositEnding.PutIn),

            // Whoever left an open door may have put the packet in or carried it away, and anybody may push the door shut.
            DepositInput.VisitEnded => (old, DepositEnding.Unclear),
            _ => (old, ending),
        };

    private static DepositStep WhileAssigning(DepositState.Assigning state, DepositInput input, StepMoment moment) => input switch
    {
        DepositInput.ServerChose { Sound: true } chosen => Release(
            state.Case with { Receiver = chosen.Receiver }, chosen.Compartment,
            new Authorisation.Assigned(chosen.Assignment), moment),

        // The server believes something else of this door than what is physically there: it chooses again.
        DepositInput.ServerChose chosen when state.Case.Tries + 1 < TriesMax => AskAgain(
            state,
            state.Case with { Tries = state.Case.Tries + 1, Refused = state.Case.Refused.Add(chosen.Compartment) },
            moment),
        DepositInput.ServerChose => new DepositStep(new DepositState.Over(), new DepositEffect.NoRoom()),
        DepositInput.Unanswered or DepositInput.ServerRefused { Reason: CallRefusal.Fenced } =>
            new DepositStep(state, new DepositEffect.ChooseLocally(state.Case)),
        DepositInput.ServerRefused refused =>
            new DepositStep(new DepositState.Over(), new DepositEffect.Refused(refused.Reason, refused.Elsewhere)),
        DepositInput.ChoseLocally { Compartment: { } compartment } =>
            Release(state.Case, compartment, new Authorisation.AssignedLocally(moment.Ids.Next()), moment),
        DepositInput.ChoseLocally => new DepositStep(new DepositState.Over(), new DepositEffect.NoRoom()),
        DepositInput.Cancel or DepositInput.VisitEnded => new DepositStep(
            new DepositState.Over(), new DepositEffect.Abandon(state.Case, 0, null, DepositAbandonment.ByPerson)),
        _ => new DepositStep(state),
    };

    private static DepositStep AskAgain(DepositState.Assigning state, DepositCase next, StepMoment moment)
    {
        string correlation = moment.Ids.Next();
        return new DepositStep(state with { Case = next, Correlation = correlation }, new DepositEffect.Ask(next, correlation));
    }

    private static DepositStep WhileReleasing(DepositState.Releasing state, DepositInput input) => input switch
    {
        DepositInput.ReleaseEnded ended when ended.Command == state.Command => IsOpened(ended.Result)
            ? new DepositStep(new DepositState.Open(state.Case, state.Compartment, state.Command, DepositEnding.PutIn))
            : new DepositStep(new DepositState.Stuck(state.Case, state.Compartment, state.Command, ended.Result)),

        // The door may open yet, with nobody there whom it was meant for.
        DepositInput.VisitEnded => new DepositStep(
            new DepositState.Over(),
            new DepositEffect.Abandon(state.Case, state.Compartment, state.Command, DepositAbandonment.Interrupted),
            new DepositEffect.Doubt(state.Compartment)),
        _ => new DepositStep(state),
    };

    private static DepositStep WhileStuck(DepositState.Stuck state, DepositInput input, StepMoment moment) => input switch
    {
        DepositInput.DoorOpened =>
            new DepositStep(new DepositState.Open(state.Case, state.Compartment, state.Command, DepositEnding.PutIn)),
        DepositInput.Again => Release(state.Case, state.Compartment, new Authorisation.Reopens(state.Command), moment),
        DepositInput.OtherDoor other => new DepositStep(
            new DepositState.Over(),
            GiveUp(state),
            new DepositEffect.ElsewherePlease(
                Elsewhere(Wish(state.Case, DepositEnding.TooSmall, other).Case, state.Compartment))),
        DepositInput.Cancel or DepositInput.VisitEnded => new DepositStep(new DepositState.Over(), GiveUp(state)),
        _ => new DepositStep(state),
    };

    private static DepositStep WhileOpen(DepositState.Open state, DepositInput input)
    {
        if (input is not DepositInput.DoorShut)
        {
            (DepositCase wanted, DepositEnding ending) = Wish(state.Case, state.Ending, input);
            return new DepositStep(state with { Case = wanted, Ending = ending });
        }

        return state.Ending switch
        {
            DepositEnding.PutIn => new DepositStep(
                new DepositState.InPlace(state.Case, state.Compartment, state.Command),
                new DepositEffect.Confirm(state.Case, state.Compartment, state.Command)),
            DepositEnding.TakenBack => new DepositStep(
                new DepositState.Over(),
                new DepositEffect.Abandon(state.Case, state.Compartment, state.Command, DepositAbandonment.ByPerson)),
            DepositEnding.TooSmall => new DepositStep(
                new DepositState.Over(),
                new DepositEffect.Abandon(state.Case, state.Compartment, state.Command, DepositAbandonment.TooSmall),
                new DepositEffect.ElsewherePlease(Elsewhere(state.Case, state.Compartment))),
            _ => new DepositStep(
                new DepositState.Over(),
                new DepositEffect.Abandon(state.Case, state.Compartment, state.Command, DepositAbandonment.Interrupted),
                new DepositEffect.Doubt(state.Compartment)),
        };
    }

    private static DepositEffect.Abandon GiveUp(DepositState.Stuck state) =>
        new(state.Case, state.Compartment, state.Command, DepositAbandonment.DoorFault);

    private static DepositStep Release(DepositCase wanted, int compartment, Authorisation authorisation, StepMoment moment)
    {
        CommandId command = moment.Ids.NextCommand();
        return new DepositStep(
            new DepositState.Releasing(wanted, compartment, command),
            new DepositEffect.Release(wanted, compartment, command, authorisation));
    }
}
