using System.Collections.Immutable;
using SmartLocker.HardwareSpecs.Placement;
using SmartLocker.Server.Core.Assignment;
using SmartLocker.Server.Core.Fleet.Desired;

namespace SmartLocker.Server.Features.Fleet;

/// <summary>The door, or why there is none (closed family).</summary>
public abstract record AssignAnswer
{
    private AssignAnswer() { }

    public sealed record Assigned(string Id, int Compartment, ExpectedPacket Packet, PlaceReason Why) : AssignAnswer;

    public sealed record Refused(CallRefusal Reason, ImmutableArray<CabinetId> OtherCabinets) : AssignAnswer;
}
