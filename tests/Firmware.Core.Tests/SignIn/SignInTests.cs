using SmartLocker.Firmware.Core.SignIn;
using SmartLocker.Firmware.Core.Tests.Cabinet;
using SmartLocker.TestKit;
using static SmartLocker.Firmware.Core.Tests.Cabinet.People;

namespace SmartLocker.Firmware.Core.Tests.SignIn;

public sealed class SignInTests
{
    private static readonly SignInState[] EveryState =
    [
        new SignInState.Nobody(), new SignInState.EnteringPin(Opener.Id, At(9)), new SignInState.Checking(Opener.Id, At(9)),
    ];

    private static readonly SignInInput[] EveryInput =
    [
        new SignInInput.Badge(Second.Id, LockedOut: false), new SignInInput.Badge(Second.Id, LockedOut: true),
        new SignInInput.Badge(null, LockedOut: false), new SignInInput.Pin("1234"), new SignInInput.Checked(
            Opener.Id, Right: true),
        new SignInInput.Checked(Opener.Id, Right: false), new SignInInput.Checked(
            Second.Id, Right: true), new SignInInput.GiveUp(),
        new SignInInput.MoreTime(), new SignInInput.Tick(),
    ];

    [Fact]
    public void Every_state_answers_every_input_as_the_table_says() => Snapshot.Matches("SignIn.transitions.txt", Tables.Of(
        EveryState, EveryInput, (state, input) =>
        {
            SignInStep step = SignInRules.Step(state, input, At(10));
            return (step.Next, step.Effects);
        }));

    [Fact]
    public void No_state_and_no_input_is_missing_from_the_lists_above()
    {
        Assert.Equal(Tables.Nested(typeof(SignInState)), Tables.Names(EveryState));
        Assert.Equal(Tables.Nested(typeof(SignInInput)), Tables.Names(EveryInput));
    }

    [Fact]
    public void A_pin_is_in_no_trace()
    {
        SignInStep step = SignInRules.Step(EveryState[1], new SignInInput.Pin("8642"), At(1));
        Assert.DoesNotContain(
            "8642", $"{new SignInInput.Pin("8642")} {step.Next} {string.Join(' ', step.Effects)}", StringComparison.Ordinal);
    }

    private static Uptime At(double seconds) => new(TimeSpan.FromSeconds(seconds));
}
