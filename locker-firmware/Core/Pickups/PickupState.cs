using System.Collections.Immutable;
using SmartLocker.Firmware.Core.Journal;

namespace SmartLocker.Firmware.Core.Pickups;

/// <summary>What one pickup is about: one compartment, everything inside, who stands there.</summary>
/// <param name="TwoPersons">One packet, two distinct persons, and a seal to look at.</param>
public sealed record PickupCase(
    int Compartment, ImmutableArray<PacketId> Packets, ImmutableArray<PersonId> Actors, bool TwoPersons)
{
    /// <summary>The one-time code that named it, spent by the intent; null where a badge was enough.</summary>
    public SpentCode? Code { get; init; }
}

/// <summary>One compartment being emptied.</summary>
/// <remarks>It outlives the visit, as a deposit does.</remarks>
public abstract record PickupState
{
    private PickupState() { }

    /// <summary>The server is asked whether the two may open now.</summary>
    public sealed record Checking(PickupCase Case, string Correlation, Uptime Until) : PickupState;
    public sealed record Releasing(PickupCase Case, CommandId Command) : PickupState;

    public sealed record Open(PickupCase Case, CommandId Command, PickupEnding Ending) : PickupState;
    public sealed record Stuck(PickupCase Case, CommandId Command, ReleaseResult Result) : PickupState;

    /// <summary>Shut behind a two-person packet; whether its seal is intact must still be said.</summary>
    public sealed record AskingSeal(PickupCase Case, CommandId Command) : PickupState;

    /// <summary>Handed over. Within the visit the door may be opened again.</summary>
    public sealed record Taken(PickupCase Case, CommandId Command) : PickupState;
    public sealed record Reopening(PickupCase Case, CommandId Command) : PickupState;
    public sealed record OpenAgain(PickupCase Case, CommandId Command) : PickupState;
    public sealed record Over : PickupState;
}

/// <summary>What the shutting of the open door will mean.</summary>
public enum PickupEnding
{
    TakenOut,

    /// <summary>The person says that the packets stay inside.</summary>
    LeftInside,

    /// <summary>The person left with the door open: nobody can say what is inside.</summary>
    Unclear,
}

/// <summary>What can reach a pickup.</summary>
public abstract record PickupInput
{
    private PickupInput() { }

    public sealed record Checked(string CheckId) : PickupInput;
    public sealed record NotChecked : PickupInput;
    public sealed record DoorOpened : PickupInput;
    public sealed record DoorShut : PickupInput;
    public sealed record ReleaseEnded(CommandId Command, ReleaseResult Result) : PickupInput;
    public sealed record DidNotTake : PickupInput;
    public sealed record SealSeen(bool Intact) : PickupInput;
    public sealed record Again : PickupInput;
    public sealed record VisitEnded : PickupInput;
}

/// <summary>What a pickup wants done or known.</summary>
public abstract record PickupEffect
{
    private PickupEffect() { }

    public sealed record Ask(PickupCase Case, string Correlation) : PickupEffect;
    public sealed record Release(PickupCase Case, CommandId Command, Authorisation Authorisation) : PickupEffect;
    public sealed record Reopen(PickupCase Case, CommandId Command, CommandId First) : PickupEffect;
    public sealed record HandedOver(PickupCase Case, CommandId Command, SealState Seal) : PickupEffect;
    public sealed record Abandon(PickupCase Case, CommandId Command) : PickupEffect;

    /// <summary>This compartment is done with; the next may open.</summary>
    public sealed record Next : PickupEffect;
    public sealed record NotAllowed : PickupEffect;

    /// <summary>Nobody can say what lies inside.</summary>
    public sealed record Doubt : PickupEffect;
}

public sealed record PickupStep(PickupState Next, params IReadOnlyList<PickupEffect> Effects);
