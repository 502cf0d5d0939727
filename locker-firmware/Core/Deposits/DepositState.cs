using System.Collections.Immutable;
using SmartLocker.Firmware.Core.Journal;
using SmartLocker.Firmware.Core.Link;

namespace SmartLocker.Firmware.Core.Deposits;

/// <summary>What one deposit is about, whatever door it gets.</summary>
/// <param name="Receiver">Null while nobody here knows the label.</param>
/// <param name="Refused">Doors that this packet does not get any more.</param>
public sealed record DepositCase(PacketId Packet, PersonId Actor, AgencyCode? Receiver, ImmutableSortedSet<int> Refused)
{
    public PacketSize? SizeAtLeast { get; init; }
    public bool Low { get; init; }

    /// <summary>How often a place was asked for, or chosen, in vain.</summary>
    public int Tries { get; init; }
}

/// <summary>One packet on its way into a compartment.</summary>
/// <remarks>It outlives the visit: what the shutting of a door means does not depend on who still stands there.</remarks>
public abstract record DepositState
{
    private DepositState() { }

    /// <summary>The server is asked for a compartment.</summary>
    public sealed record Assigning(DepositCase Case, string Correlation, Uptime Until) : DepositState;
    public sealed record Releasing(DepositCase Case, int Compartment, CommandId Command) : DepositState;

    /// <summary>The door is open. <see cref="Ending"/> says what its shutting will mean.</summary>
    public sealed record Open(DepositCase Case, int Compartment, CommandId Command, DepositEnding Ending) : DepositState;

    /// <summary>The door did not open: push, try again, or another door.</summary>
    public sealed record Stuck(DepositCase Case, int Compartment, CommandId Command, ReleaseResult Result) : DepositState;

    /// <summary>Confirmed. Within the visit the door may be opened again.</summary>
    public sealed record InPlace(DepositCase Case, int Compartment, CommandId Command) : DepositState;

    /// <summary>The confirmed packet's door is let open again.</summary>
    public sealed record Reopening(DepositCase Case, int Compartment, CommandId First, CommandId Command) : DepositState;
    public sealed record OpenAgain(DepositCase Case, int Compartment, CommandId First, DepositEnding Ending) : DepositState;
    public sealed record Over : DepositState;
}

/// <summary>What the shutting of the open door will mean.</summary>
public enum DepositEnding
{
    PutIn,
    TakenBack,

    /// <summary>Another door follows.</summary>
    TooSmall,

    /// <summary>The person left with the door open: nobody can say where the packet is.</summary>
    Unclear,
}

/// <summary>What can reach a deposit.</summary>
public abstract record DepositInput
{
    private DepositInput() { }

    /// <param name="Sound">The cabinet found the place to be what the server believes.</param>
    public sealed record ServerChose(string Assignment, int Compartment, AgencyCode Receiver, bool Sound) : DepositInput;

    /// <param name="Elsewhere">Cabinets that take it; nothing where none is known.</param>
    public sealed record ServerRefused(CallRefusal Reason, string Elsewhere) : DepositInput;

    /// <summary>No answer in time, or no link.</summary>
    public sealed record Unanswered : DepositInput;

    /// <param name="Compartment">Null: none can take it.</param>
    public sealed record ChoseLocally(int? Compartment) : DepositInput;
    public sealed record DoorOpened : DepositInput;
    public sealed record DoorShut : DepositInput;
    public sealed record ReleaseEnded(CommandId Command, ReleaseResult Result) : DepositInput;
    public sealed record OtherDoor(PacketSize? SizeAtLeast, bool Low) : DepositInput;
    public sealed record Cancel : DepositInput;
    public sealed record Again : DepositInput;
    public sealed record VisitEnded : DepositInput;
}

/// <summary>What a deposit wants done or known.</summary>
public abstract record DepositEffect
{
    private DepositEffect() { }

    /// <summary>Ask for a place, with what is refused already.</summary>
    public sealed record Ask(DepositCase Case, string Correlation) : DepositEffect;
    public sealed record ChooseLocally(DepositCase Case) : DepositEffect;
    public sealed record Release(
        DepositCase Case, int Compartment, CommandId Command, Authorisation Authorisation) : DepositEffect;
    public sealed record Reopen(DepositCase Case, int Compartment, CommandId Command, CommandId First) : DepositEffect;
    public sealed record Confirm(DepositCase Case, int Compartment, CommandId Command) : DepositEffect;
    public sealed record Abandon(
        DepositCase Case, int Compartment, CommandId? Command, DepositAbandonment Reason) : DepositEffect;

    /// <summary>A new deposit of the same packet begins, at another door.</summary>
    public sealed record ElsewherePlease(DepositCase Case) : DepositEffect;

    /// <summary>Nobody can say whether the packet lies inside.</summary>
    public sealed record Doubt(int Compartment) : DepositEffect;

    /// <summary>The person must hear why nothing opened.</summary>
    public sealed record Refused(CallRefusal Reason, string Elsewhere) : DepositEffect;
    public sealed record NoRoom : DepositEffect;
}

public sealed record DepositStep(DepositState Next, params IReadOnlyList<DepositEffect> Effects);
