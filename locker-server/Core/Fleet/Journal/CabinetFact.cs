using System.Collections.Immutable;
using SmartLocker.Server.Core.Packets;

namespace SmartLocker.Server.Core.Fleet.Journal;

/// <summary>What a cabinet put on record (closed family; mirrors the Fact message of Cabinet Link version 1).</summary>
public abstract record CabinetFact
{
    private CabinetFact() { }

    public sealed record Booted(string FirmwareVersion, string ModelId, int ModelRevision) : CabinetFact;

    public sealed record SignedIn(PersonId Person, string Visit) : CabinetFact;

    /// <param name="Person">Nothing when the badge is nobody's.</param>
    public sealed record SignInRefused(PersonId? Person, SignInRefusal Reason) : CabinetFact;

    public sealed record SignedOut(string Visit) : CabinetFact;

    public sealed record ReleaseIntended(
        CommandId Command, int Compartment, ReleasePurpose Purpose, ImmutableArray<PacketId> Packets,
        ImmutableArray<PersonId> Actors) : CabinetFact
    {
        /// <summary>What allowed it.</summary>
        public required ReleaseGround Ground { get; init; }

        /// <summary>Of an operator's order; else empty.</summary>
        public string Reason { get; init; } = "";

        /// <summary>The id of the one-time code that it spent; else empty.</summary>
        public string Code { get; init; } = "";
    }

    public sealed record ReleaseEnded(CommandId Command, int Compartment, ReleaseResult Result, int Pulses) : CabinetFact;

    public sealed record DoorShut(int Compartment, TimeSpan OpenFor) : CabinetFact;

    /// <param name="Receiver">As the cabinet knew it; nothing for a label it did not know.</param>
    public sealed record PacketDeposited(
        PacketId Packet, int Compartment, PersonId Actor, CommandId Command, AgencyCode? Receiver) : CabinetFact;

    /// <summary>The cabinet took over what a person who looked put on record.</summary>
    public sealed record PacketFound(PacketId Packet, int Compartment, AgencyCode? Receiver, long DesiredVersion) : CabinetFact;

    /// <param name="Compartment">0 when no door was opened.</param>
    /// <param name="Command">Nothing when no door was opened.</param>
    public sealed record DepositAbandoned(
        PacketId Packet, int Compartment, PersonId Actor, DepositAbandonment Reason, CommandId? Command) : CabinetFact;

    public sealed record PacketPickedUp(
        PacketId Packet, int Compartment, ImmutableArray<PersonId> Actors, CommandId Command, SealState Seal) : CabinetFact;

    public sealed record PickupAbandoned(
        ImmutableArray<PacketId> Packets, int Compartment, ImmutableArray<PersonId> Actors, CommandId Command) : CabinetFact;

    /// <param name="Compartment">0: the cabinet as a whole.</param>
    public sealed record FaultRaised(string Name, int Compartment, string Detail) : CabinetFact;

    /// <param name="Compartment">0: the cabinet as a whole.</param>
    public sealed record FaultCleared(string Name, int Compartment) : CabinetFact;

    /// <summary>
    /// Nobody here can read it: a kind that came later, or bytes that say nothing. Its place in the chain is proved (CL-85).
    /// </summary>
    /// <param name="Compartment">The one it speaks of, 0 for none; nothing when that cannot be read either.</param>
    public sealed record Unreadable(string Why, int? Compartment) : CabinetFact;

    public sealed record CommandRefused(CommandId Command, int Compartment, CommandRefusal Reason) : CabinetFact;

    /// <summary>So many of what counts against the cabinet's limits of an hour are an hour old.</summary>
    public sealed record LimitsAged(int RemoteOpens, int OrdersOverLimit, int WrongPins) : CabinetFact;

    /// <summary>A person at the cabinet ended the block of opening from afar.</summary>
    public sealed record RemoteOpeningAllowed(PersonId Person) : CabinetFact;
}
