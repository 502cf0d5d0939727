using System.Collections.Immutable;
using SmartLocker.HardwareSpecs.Placement;
using SmartLocker.Server.Core.Audit;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Core.Packets;

namespace SmartLocker.Server.Core.Assignment;

/// <summary>The door a packet gets, or why it gets none (closed family).</summary>
public abstract record AssignOutcome
{
    private AssignOutcome() { }

    /// <summary>Both streams' events become durable in one transaction before anybody is told.</summary>
    public sealed record Assigned : AssignOutcome
    {
        public required string Id { get; init; }
        public required int Compartment { get; init; }
        public required PlaceReason Why { get; init; }
        public required ImmutableArray<Recorded<CabinetEvent>> CabinetEvents { get; init; }
        public required ImmutableArray<Recorded<PacketEvent>> PacketEvents { get; init; }
    }

    /// <param name="OtherCabinets">Where there is room, the receiver's preferred one first.</param>
    public sealed record Refused(CallRefusal Reason, ImmutableArray<CabinetId> OtherCabinets) : AssignOutcome;
}
