using System.Diagnostics;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Journal;

namespace SmartLocker.Firmware.Core.Deposits;

/// <summary>A confirmed deposit whose person asks for the door again within the visit.</summary>
internal static class DepositReopening
{
    public static DepositStep Step(DepositState state, DepositInput input, StepMoment moment) => (state, input) switch
    {
        (DepositState.InPlace place, DepositInput.Again) => Reopen(place, moment),
        (DepositState.InPlace, DepositInput.VisitEnded) => new DepositStep(new DepositState.Over()),
        (DepositState.Reopening again, DepositInput.ReleaseEnded ended) when ended.Command == again.Command =>
            new DepositStep(Deposit.IsOpened(ended.Result)
                ? new DepositState.OpenAgain(again.Case, again.Compartment, again.First, DepositEnding.PutIn)
                : new DepositState.InPlace(again.Case, again.Compartment, again.First)),
        (DepositState.Reopening again, DepositInput.VisitEnded) =>
            new DepositStep(new DepositState.Over(), new DepositEffect.Doubt(again.Compartment)),
        (DepositState.OpenAgain open, DepositInput.DoorShut) => Shut(open),
        (DepositState.OpenAgain open, _) => Wish(open, input),
        (DepositState.InPlace or DepositState.Reopening, _) => new DepositStep(state),
        _ => throw new UnreachableException($"No rule for {state} on {input}."),
    };

    private static DepositStep Reopen(DepositState.InPlace place, StepMoment moment)
    {
        CommandId command = moment.Ids.NextCommand();
        return new DepositStep(
            new DepositState.Reopening(place.Case, place.Compartment, place.Command, command),
            new DepositEffect.Reopen(place.Case, place.Compartment, command, place.Command));
    }

    private static DepositStep Wish(DepositState.OpenAgain open, DepositInput input)
    {
        (DepositCase wanted, DepositEnding ending) = Deposit.Wish(open.Case, open.Ending, input);
        return new DepositStep(open with { Case = wanted, Ending = ending });
    }

    private static DepositStep Shut(DepositState.OpenAgain open) => open.Ending switch
    {
        DepositEnding.PutIn => new DepositStep(new DepositState.InPlace(open.Case, open.Compartment, open.First)),
        DepositEnding.TakenBack => new DepositStep(
            new DepositState.Over(),
            new DepositEffect.Abandon(open.Case, open.Compartment, open.First, DepositAbandonment.ByPerson)),
        DepositEnding.TooSmall => new DepositStep(
            new DepositState.Over(),
            new DepositEffect.Abandon(open.Case, open.Compartment, open.First, DepositAbandonment.TooSmall),
            new DepositEffect.ElsewherePlease(Deposit.Elsewhere(open.Case, open.Compartment))),

        // It was confirmed and stays on record; somebody must look.
        _ => new DepositStep(new DepositState.Over(), new DepositEffect.Doubt(open.Compartment)),
    };
}
