using SmartLocker.Firmware.Core.Deposits;
using SmartLocker.Firmware.Core.Journal;
using SmartLocker.Firmware.Core.Link;
using SmartLocker.Firmware.Core.Tests.Cabinet;
using SmartLocker.TestKit;
using static SmartLocker.Firmware.Core.Tests.Cabinet.People;

namespace SmartLocker.Firmware.Core.Tests.Deposits;

public sealed class DepositTests
{
    private static readonly CommandId Own = CommandId.Parse("own");
    private static readonly DepositCase Case = new(Plain, Sender.Id, Health, []);

    private static readonly DepositState[] EveryState =
    [
        new DepositState.Assigning(Case, "asked", new Uptime(TimeSpan.FromSeconds(9))), new DepositState.Releasing(Case, 3, Own),
        .. Enum.GetValues<DepositEnding>().Select(ending => new DepositState.Open(Case, 3, Own, ending)),
        new DepositState.Stuck(Case, 3, Own, ReleaseResult.Jammed), new DepositState.InPlace(Case, 3, Own),
        new DepositState.Reopening(Case, 3, CommandId.Parse("first"), Own),
        .. Enum.GetValues<DepositEnding>().Select(
            ending => new DepositState.OpenAgain(Case, 3, CommandId.Parse("first"), ending)),
        new DepositState.Over(),
    ];

    private static readonly DepositInput[] EveryInput =
    [
        new DepositInput.ServerChose("a", 4, Health, Sound: true), new DepositInput.ServerChose("a", 4, Health, Sound: false),
        new DepositInput.ServerRefused(CallRefusal.NoRoom, "A-2"), new DepositInput.ServerRefused(CallRefusal.Fenced, ""),
        new DepositInput.Unanswered(), new DepositInput.ChoseLocally(5), new DepositInput.ChoseLocally(null),
        new DepositInput.DoorOpened(), new DepositInput.DoorShut(),
        .. Enum.GetValues<ReleaseResult>().Select(result => new DepositInput.ReleaseEnded(Own, result)),
        new DepositInput.ReleaseEnded(CommandId.Parse("another"), ReleaseResult.Opened),
        new DepositInput.OtherDoor(PacketSize.L, Low: false), new DepositInput.Cancel(), new DepositInput.Again(),
        new DepositInput.VisitEnded(),
    ];

    [Fact]
    public void Every_state_answers_every_input_as_the_table_says() => Snapshot.Matches("Deposit.transitions.txt", Tables.Of(
        EveryState, EveryInput, (state, input) =>
        {
            DepositStep step = Deposit.Step(state, input, Tables.Moment(1));
            return (step.Next, step.Effects);
        }));

    [Fact]
    public void No_state_and_no_input_is_missing_from_the_lists_above()
    {
        Assert.Equal(Tables.Nested(typeof(DepositState)), Tables.Names(EveryState));
        Assert.Equal(Tables.Nested(typeof(DepositInput)), Tables.Names(EveryInput));
    }

    /// <summary>docs/rules.md I-21: a deposit is confirmed only after the door is closed.</summary>
    [Fact]
    public void Nothing_but_a_shut_door_confirms_a_deposit() => Assert.All(
        from state in EveryState from input in EveryInput where input is not DepositInput.DoorShut select (state, input),
        pair => Assert.DoesNotContain(
            Deposit.Step(pair.state, pair.input, Tables.Moment(1)).Effects, effect => effect is DepositEffect.Confirm));

    [Fact]
    public void A_server_that_keeps_choosing_unsound_places_is_asked_a_bounded_number_of_times()
    {
        DepositState state = EveryState[0];
        int asked = 0;
        while (state is DepositState.Assigning && asked < 100)
        {
            state = Deposit.Step(state, new DepositInput.ServerChose("a", ++asked, Health, Sound: false), Tables.Moment(1)).Next;
        }

        Assert.Equal(Deposit.TriesMax, asked);
    }
}
