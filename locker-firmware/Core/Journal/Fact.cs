using System.Collections.Immutable;

namespace SmartLocker.Firmware.Core.Journal;

/// <summary>What a cabinet puts on record: past, durable before anything acts on it, never changed.</summary>
public abstract record Fact
{
    private Fact() { }

    public sealed record Booted(string FirmwareVersion, string ModelId, int ModelRevision) : Fact;
    public sealed record SignedIn(PersonId Person, string VisitId) : Fact;
    public sealed record SignInRefused(PersonId? Person, SignInRefusal Reason) : Fact;
    public sealed record SignedOut(string VisitId) : Fact;

    /// <summary>Durable before the first pulse. At most one pulse sequence follows, never one after a restart.</summary>
    public sealed record ReleaseIntended(
        CommandId Command, int Compartment, ReleasePurpose Purpose, ImmutableArray<PacketId> Packets,
        ImmutableArray<PersonId> Actors, Authorisation Authorisation) : Fact
    {
        /// <summary>Of an operator's order: why the door was opened; else empty.</summary>
        public string Reason { get; init; } = "";

        /// <summary>Of a pickup by a one-time code, which this entry spends: what it named, desired state allows.</summary>
        public SpentCode? Code { get; init; }
    }

    public sealed record ReleaseEnded(CommandId Command, int Compartment, ReleaseResult Result, int Pulses) : Fact;
    public sealed record DoorShut(int Compartment, TimeSpan OpenFor) : Fact;

    /// <param name="Receiver">Null for a label that the cabinet does not know.</param>
    public sealed record PacketDeposited(
        PacketId Packet, int Compartment, PersonId Actor, CommandId Command, AgencyCode? Receiver) : Fact;

    /// <summary>A person who looked found it here; it lies here on this cabinet's record too from now on.</summary>
    /// <param name="Receiver">Nothing for a label that the server does not know.</param>
    /// <param name="DesiredVersion">The document that says so.</param>
    public sealed record PacketFound(PacketId Packet, int Compartment, AgencyCode? Receiver, long DesiredVersion) : Fact;

    /// <param name="Compartment">0 when no door was opened; then <paramref name="Command"/> is null.</param>
    public sealed record DepositAbandoned(
        PacketId Packet, int Compartment, PersonId Actor, DepositAbandonment Reason, CommandId? Command) : Fact;

    public sealed record PacketPickedUp(
        PacketId Packet, int Compartment, ImmutableArray<PersonId> Actors, CommandId Command, SealState Seal) : Fact;

    public sealed record PickupAbandoned(
        ImmutableArray<PacketId> Packets, int Compartment, ImmutableArray<PersonId> Actors, CommandId Command) : Fact;

    /// <param name="Compartment">0: the cabinet as a whole.</param>
    /// <param name="Name">As in the fault registry of hardware-specs.</param>
    public sealed record FaultRaised(string Name, int Compartment, string Detail) : Fact;
    public sealed record FaultCleared(string Name, int Compartment) : Fact;
    public sealed record CommandRefused(CommandId Command, int Compartment, CommandRefusal Reason) : Fact;

    /// <summary>
    /// So many of what counts against the limits of an hour are an hour old. Whatever no such fact has aged counts as just
    /// happened when the cabinet starts: a power cut is no way around a limit.
    /// </summary>
    public sealed record LimitsAged(int RemoteOpens, int OrdersOverLimit, int WrongPins) : Fact;

    /// <summary>A person at the cabinet ended the block of opening from afar.</summary>
    public sealed record RemoteOpeningAllowed(PersonId Person) : Fact;
}

/// <summary>A one-time code that is never taken again.</summary>
/// <param name="Number">One higher for each code of this cabinet; 0 in entries of before it was written down.</param>
public sealed record SpentCode(string Id, long Number, DateTimeOffset NotBefore, DateTimeOffset Expires);

public enum SignInRefusal
{
    UnknownBadge, WrongPin, LockedOut,

    /// <summary>What was shown as a one-time code no server signed. It is nobody's failure and no guess at a PIN.</summary>
    FalseCode,
}

public enum ReleasePurpose { Deposit, Pickup, Operator, Reopen }
public enum ReleaseResult { Opened, AlreadyOpen, ReleasedNotOpened, Jammed, CoilFault, Expired, Unknown, Refused }
public enum DepositAbandonment { ByPerson, DoorFault, TooSmall, Interrupted }
public enum SealState { NotAsked, Intact, Broken }

public enum CommandRefusal
{
    NonceUnknown, Expired, Fenced, Limit, Busy, NoSuchCompartment, OutOfService, NotAllowed, Blocked,
}
