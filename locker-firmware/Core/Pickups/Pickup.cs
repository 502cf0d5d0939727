using System.Diagnostics;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Deposits;
using SmartLocker.Firmware.Core.Journal;

namespace SmartLocker.Firmware.Core.Pickups;

/// <summary>Pickup rules: what a shut door means, and what is asked of a two-person packet.</summary>
public static class Pickup
{
    /// <summary>How long the server has to answer a check.</summary>
    public static readonly TimeSpan CheckMax = TimeSpan.FromSeconds(5);

    /// <param name="authorisation">Null: the server is asked first.</param>
    public static PickupStep Begin(PickupCase wanted, Authorisation? authorisation, StepMoment moment)
    {
        if (authorisation is not null)
        {
            return Release(wanted, authorisation, moment);
        }

        string correlation = moment.Ids.Next();
        return new PickupStep(
            new PickupState.Checking(wanted, correlation, moment.Now + CheckMax), new PickupEffect.Ask(wanted, correlation));
    }

    public static PickupStep Step(PickupState state, PickupInput input, StepMoment moment) => (state, input) switch
    {
        (PickupState.Checking checking, PickupInput.Checked check) =>
            Release(checking.Case, new Authorisation.Checked(check.CheckId), moment),
        (PickupState.Checking, PickupInput.NotChecked) =>
            new PickupStep(new PickupState.Over(), new PickupEffect.NotAllowed(), new PickupEffect.Next()),
        (PickupState.Checking, PickupInput.DidNotTake or PickupInput.VisitEnded) =>
            new PickupStep(new PickupState.Over(), new PickupEffect.Next()),

        (PickupState.Releasing releasing, PickupInput.ReleaseEnded ended) when ended.Command == releasing.Command =>
            new PickupStep(Deposit.IsOpened(ended.Result)
                ? new PickupState.Open(releasing.Case, releasing.Command, PickupEnding.TakenOut)
                : new PickupState.Stuck(releasing.Case, releasing.Command, ended.Result)),

        // The door may open yet, with nobody there whom it was meant for.
        (PickupState.Releasing releasing, PickupInput.VisitEnded) => Doubtful(releasing.Case, releasing.Command),

        (PickupState.Stuck stuck, PickupInput.DoorOpened) =>
            new PickupStep(new PickupState.Open(stuck.Case, stuck.Command, PickupEnding.TakenOut)),
        (PickupState.Stuck stuck, PickupInput.Again) => Release(stuck.Case, new Authorisation.Reopens(stuck.Command), moment),
        (PickupState.Stuck stuck, PickupInput.DidNotTake or PickupInput.VisitEnded) => Abandon(stuck.Case, stuck.Command),

        (PickupState.Open open, PickupInput.DidNotTake) => new PickupStep(open with { Ending = PickupEnding.LeftInside }),
        (PickupState.Open open, PickupInput.Again) => new PickupStep(open with { Ending = PickupEnding.TakenOut }),

        // Whoever left an open door may have taken everything or nothing, and anybody may push the door shut.
        (PickupState.Open open, PickupInput.VisitEnded) => new PickupStep(open with { Ending = PickupEnding.Unclear }),
        (PickupState.Open { Ending: PickupEnding.LeftInside } open, PickupInput.DoorShut) => Abandon(open.Case, open.Command),
        (PickupState.Open { Ending: PickupEnding.Unclear } open, PickupInput.DoorShut) => Doubtful(open.Case, open.Command),
        (PickupState.Open { Case.TwoPersons: true } open, PickupInput.DoorShut) =>
            new PickupStep(new PickupState.AskingSeal(open.Case, open.Command)),
        (PickupState.Open open, PickupInput.DoorShut) => HandedOver(open.Case, open.Command, SealState.NotAsked),

        (PickupState.AskingSeal asking, PickupInput.SealSeen seal) =>
            HandedOver(asking.Case, asking.Command, seal.Intact ? SealState.Intact : SealState.Broken),
        (PickupState.AskingSeal asking, PickupInput.DidNotTake) => Abandon(asking.Case, asking.Command),
        (PickupState.AskingSeal asking, PickupInput.VisitEnded) => HandedOver(asking.Case, asking.Command, SealState.NotAsked),

        (PickupState.Taken taken, PickupInput.Again) => Reopen(taken, moment),
        (PickupState.Taken, PickupInput.VisitEnded) => new PickupStep(new PickupState.Over()),
        (PickupState.Reopening again, PickupInput.ReleaseEnded ended) when ended.Command == again.Command =>
            new PickupStep(Deposit.IsOpened(ended.Result)
                ? new PickupState.OpenAgain(again.Case, again.Command)
                : new PickupState.Taken(again.Case, again.Command)),
        (PickupState.Reopening or PickupState.OpenAgain, PickupInput.VisitEnded) =>
            new PickupStep(new PickupState.Over(), new PickupEffect.Doubt()),
        (PickupState.OpenAgain open, PickupInput.DoorShut) => new PickupStep(new PickupState.Taken(open.Case, open.Command)),

        // Heard and let pass, state by state: a new input fails until somebody has decided it.
        (_, PickupInput.Checked or PickupInput.NotChecked or PickupInput.DoorOpened or PickupInput.DoorShut
            or PickupInput.ReleaseEnded
            or PickupInput.DidNotTake or PickupInput.SealSeen or PickupInput.Again or PickupInput.VisitEnded) =>
                new PickupStep(state),
        _ => throw new UnreachableException($"No rule for {state} on {input}."),
    };

    private static PickupStep HandedOver(PickupCase done, CommandId command, SealState seal) => new(
        new PickupState.Taken(done, command), new PickupEffect.HandedOver(done, command, seal), new PickupEffect.Next());

    private static PickupStep Abandon(PickupCase left, CommandId command) =>
        new(new PickupState.Over(), new PickupEffect.Abandon(left, command), new PickupEffect.Next());

    private static PickupStep Doubtful(PickupCase left, CommandId command) => new(
        new PickupState.Over(), new PickupEffect.Abandon(left, command), new PickupEffect.Doubt(), new PickupEffect.Next());

    private static PickupStep Release(PickupCase wanted, Authorisation authorisation, StepMoment moment)
    {
        CommandId command = moment.Ids.NextCommand();
        return new PickupStep(
            new PickupState.Releasing(wanted, command), new PickupEffect.Release(wanted, command, authorisation));
    }

    private static PickupStep Reopen(PickupState.Taken taken, StepMoment moment)
    {
        CommandId command = moment.Ids.NextCommand();
        return new PickupStep(
            new PickupState.Reopening(taken.Case, command), new PickupEffect.Reopen(taken.Case, command, taken.Command));
    }
}
