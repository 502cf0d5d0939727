using System.Collections.Immutable;
using SmartLocker.Codes;

namespace SmartLocker.Firmware.Core.SignIn;

/// <summary>Somebody on the way from a badge to a visit. A second person joins a visit the same way.</summary>
public abstract record SignInState
{
    private SignInState() { }

    public sealed record Nobody : SignInState;

    /// <summary>A badge says who this claims to be; the PIN will prove it.</summary>
    public sealed record EnteringPin(PersonId Person, Uptime Until) : SignInState;

    /// <summary>The shell computes; nothing else is decided meanwhile.</summary>
    public sealed record Checking(PersonId Person, Uptime Until) : SignInState;
}

/// <summary>What can reach a sign-in. What the badge stands for was looked up before.</summary>
public abstract record SignInInput
{
    private SignInInput() { }

    /// <param name="Person">Null: nobody's here.</param>
    public sealed record Badge(PersonId? Person, bool LockedOut) : SignInInput;
    public sealed record Pin(string Typed) : SignInInput
    {
        public override string ToString() => nameof(Pin); // A PIN is in no trace.
    }

    public sealed record Checked(PersonId Person, bool Right) : SignInInput;
    public sealed record GiveUp : SignInInput;
    public sealed record MoreTime : SignInInput;
    public sealed record Tick : SignInInput;
}

/// <summary>What a sign-in wants done or known.</summary>
public abstract record SignInEffect
{
    private SignInEffect() { }

    public sealed record CheckPin(PersonId Person, string Typed) : SignInEffect
    {
        public override string ToString() => $"{nameof(CheckPin)} {Person}"; // A PIN is in no trace.
    }

    public sealed record Accept(PersonId Person) : SignInEffect;
    public sealed record WrongPin(PersonId Person) : SignInEffect;
    public sealed record Refuse(PersonId? Person, bool LockedOut) : SignInEffect;
}

public sealed record SignInStep(SignInState Next, params IReadOnlyList<SignInEffect> Effects);

/// <summary>The time at the kiosk after a sign-in.</summary>
/// <param name="First">Signed in first; deposits, and collects alone.</param>
/// <param name="Second">Joined for a two-person pickup.</param>
/// <param name="IdleFrom">The last sign of life; the visit ends when the idle time-out has passed since.</param>
public sealed record Visit(string Id, PersonId First, PersonId? Second, Uptime IdleFrom)
{
    /// <summary>The pickup round that runs, if any.</summary>
    public PickupRound? Round { get; init; }

    /// <summary>Begun by a one-time code: nothing but its door is served until the person shows a badge too.</summary>
    public bool ByCode { get; init; }

    /// <summary>The packet whose deposit the screen is about, if any.</summary>
    public PacketId? Depositing { get; init; }

    /// <summary>The compartment that this visit opened last, and under which command: it may be opened again.</summary>
    public (int Compartment, CommandId Command)? Last { get; init; }
    public int Deposited { get; init; }
    public int PickedUp { get; init; }
    public bool Knows(PersonId person) => person == First || person == Second;
}

/// <summary>Opening one's compartments one after another.</summary>
/// <param name="Passed">Opened already, or left by the person's choice.</param>
/// <param name="Now">The compartment that is being served.</param>
/// <param name="SecondBy">Set while a second person is awaited for <paramref name="Now"/>.</param>
public sealed record PickupRound(ImmutableSortedSet<int> Passed, int? Now, Uptime? SecondBy)
{
    /// <summary>The one-time code by which the person came: nothing but its door is opened.</summary>
    public PickupCode? Code { get; init; }

    /// <summary>Not passed yet, and what the person came for.</summary>
    public bool Serves(int compartment) =>
        !Passed.Contains(compartment) && (Code is null || Code.Compartment == compartment);
}
