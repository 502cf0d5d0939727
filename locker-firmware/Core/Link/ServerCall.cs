using System.Collections.Immutable;
using SmartLocker.Firmware.Core.Desired;

namespace SmartLocker.Firmware.Core.Link;

/// <summary>What a cabinet may ask the server: answered within its deadline or not at all, never queued or repeated.</summary>
public abstract record ServerCall
{
    private ServerCall() { }

    public sealed record Assign(
        PacketId Packet, PersonId Courier, PacketSize? SizeAtLeast, bool LowDoor,
        ImmutableArray<CompartmentReport> Compartments) : ServerCall;
    public sealed record LookUp(PacketId Packet) : ServerCall;
    public sealed record CheckSecret(PacketId Packet, ImmutableArray<PersonId> Persons) : ServerCall;

    /// <summary>Not answered: the server uses it in an order, or it dies.</summary>
    public sealed record IssuedNonce(string Nonce) : ServerCall;
}

public readonly record struct CompartmentReport(int Compartment, CompartmentCondition Condition);

/// <summary>One compartment as the cabinet sees it at this moment.</summary>
public enum CompartmentCondition { Vacant, Occupied, Busy, OutOfService, Refused }

/// <summary>The server's answer.</summary>
public abstract record CallAnswer
{
    private CallAnswer() { }

    public sealed record Assigned(string AssignmentId, int Compartment, ExpectedPacket Packet, string Reason) : CallAnswer;
    public sealed record Known(ExpectedPacket Packet) : CallAnswer;
    public sealed record SecretChecked(string CheckId) : CallAnswer;
    public sealed record Refused(CallRefusal Reason, ImmutableArray<string> OtherCabinets) : CallAnswer;
}

public enum CallRefusal { UnknownPacket, NotSealed, NotYourPacket, NoRoom, NotCollectedHere, NotAllowed, Fenced }
