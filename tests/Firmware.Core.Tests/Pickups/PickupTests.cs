using SmartLocker.Firmware.Core.Doors;
using SmartLocker.Firmware.Core.Journal;
using SmartLocker.Firmware.Core.Pickups;
using SmartLocker.Firmware.Core.Tests.Cabinet;
using SmartLocker.TestKit;
using static SmartLocker.Firmware.Core.Tests.Cabinet.People;

namespace SmartLocker.Firmware.Core.Tests.Pickups;

public sealed class PickupTests
{
    private static readonly CommandId Own = CommandId.Parse("own");
    private static readonly PickupCase One = new(3, [Plain], [Opener.Id], TwoPersons: false);
    private static readonly PickupCase Two = new(3, [ForTwo], [Opener.Id, Second.Id], TwoPersons: true);

    private static readonly PickupState[] EveryState =
    [
        new PickupState.Checking(Two, "asked", new Uptime(TimeSpan.FromSeconds(9))), new PickupState.Releasing(One, Own),
        new PickupState.Open(One, Own, PickupEnding.TakenOut), new PickupState.Open(One, Own, PickupEnding.LeftInside),
        new PickupState.Open(One, Own, PickupEnding.Unclear),
        new PickupState.Stuck(One, Own, ReleaseResult.Jammed), new PickupState.AskingSeal(Two, Own), new PickupState.Taken(
            One, Own),
        new PickupState.Reopening(One, Own), new PickupState.OpenAgain(One, Own), new PickupState.Over(),
    ];

    private static readonly PickupInput[] EveryInput =
    [
        new PickupInput.Checked("c"), new PickupInput.NotChecked(), new PickupInput.DoorOpened(), new PickupInput.DoorShut(),
        .. Enum.GetValues<ReleaseResult>().Select(result => new PickupInput.ReleaseEnded(Own, result)),
        new PickupInput.ReleaseEnded(CommandId.Parse("another"), ReleaseResult.Opened), new PickupInput.DidNotTake(),
        new PickupInput.SealSeen(Intact: true), new PickupInput.SealSeen(Intact: false), new PickupInput.Again(
            ), new PickupInput.VisitEnded(),
    ];

    [Fact]
    public void Every_state_answers_every_input_as_the_table_says() => Snapshot.Matches("Pickup.transitions.txt", Tables.Of(
        EveryState, EveryInput, (state, input) =>
        {
            PickupStep step = Pickup.Step(state, input, Tables.Moment(1));
            return (step.Next, step.Effects);
        }));

    [Fact]
    public void No_state_and_no_input_is_missing_from_the_lists_above()
    {
        Assert.Equal(Tables.Nested(typeof(PickupState)), Tables.Names(EveryState));
        Assert.Equal(Tables.Nested(typeof(PickupInput)), Tables.Names(EveryInput));
    }

    /// <summary>The last guard, behind the screen's: whoever asks, one person is not two.</summary>
    [Fact]
    public void One_person_named_twice_is_no_pair()
    {
        Bench bench = PickupStoryTests.Filled(ForTwo);
        DoorPlan plan = DoorPlan.Of(bench.Model);
        Assert.Single(Collectables.Of(bench.State, plan, Opener.Id, Second.Id));
        Assert.Empty(Collectables.Of(bench.State, plan, Opener.Id, Opener.Id));
    }

    [Fact]
    public void A_two_person_packet_is_handed_over_only_after_the_seal_was_asked_for()
    {
        PickupState.Open open = new(Two, Own, PickupEnding.TakenOut);
        PickupStep shut = Pickup.Step(open, new PickupInput.DoorShut(), Tables.Moment(1));
        Assert.IsType<PickupState.AskingSeal>(shut.Next);
        Assert.Empty(shut.Effects);
    }
}
