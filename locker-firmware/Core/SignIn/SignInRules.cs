using System.Diagnostics;

namespace SmartLocker.Firmware.Core.SignIn;

/// <summary>Sign-in rules: a badge identifies, a PIN authenticates.</summary>
public static class SignInRules
{
    public static readonly TimeSpan EnterMax = TimeSpan.FromSeconds(60);

    /// <summary>A verifier is slow on purpose, on a small board.</summary>
    public static readonly TimeSpan CheckMax = TimeSpan.FromSeconds(30);

    public static SignInStep Step(SignInState state, SignInInput input, Uptime now) => (state, input) switch
    {
        (SignInState.Checking, SignInInput.Badge or SignInInput.Pin or SignInInput.MoreTime) => new SignInStep(state),
        (_, SignInInput.Badge { Person: null }) => new SignInStep(state, new SignInEffect.Refuse(null, LockedOut: false)),
        (_, SignInInput.Badge { LockedOut: true, Person: var person }) =>
            new SignInStep(new SignInState.Nobody(), new SignInEffect.Refuse(person, LockedOut: true)),
        (_, SignInInput.Badge { Person: { } person }) => new SignInStep(new SignInState.EnteringPin(person, now + EnterMax)),

        (SignInState.EnteringPin entering, SignInInput.Pin pin) => new SignInStep(
            new SignInState.Checking(entering.Person, now + CheckMax), new SignInEffect.CheckPin(entering.Person, pin.Typed)),
        (SignInState.EnteringPin entering, SignInInput.MoreTime) => new SignInStep(entering with { Until = now + EnterMax }),
        (SignInState.EnteringPin entering, SignInInput.Tick) when now >= entering.Until =>
            new SignInStep(new SignInState.Nobody()),

        (SignInState.Checking checking, SignInInput.Checked { Right: true } right) when right.Person == checking.Person =>
            new SignInStep(new SignInState.Nobody(), new SignInEffect.Accept(checking.Person)),
        (SignInState.Checking checking, SignInInput.Checked wrong) when wrong.Person == checking.Person => new SignInStep(
            new SignInState.EnteringPin(checking.Person, now + EnterMax), new SignInEffect.WrongPin(checking.Person)),
        (SignInState.Checking checking, SignInInput.Tick) when now >= checking.Until => new SignInStep(new SignInState.Nobody()),

        (_, SignInInput.GiveUp) => new SignInStep(new SignInState.Nobody()),
        (_, SignInInput.Pin or SignInInput.Checked or SignInInput.MoreTime or SignInInput.Tick) => new SignInStep(state),
        _ => throw new UnreachableException($"No rule for {state} on {input}."),
    };
}
