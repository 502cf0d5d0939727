using System.Collections.Immutable;
using SmartLocker.Server.Core.Fleet.Desired;

namespace SmartLocker.Server.Core.Assignment;

/// <summary>What the server says of a label (closed family).</summary>
public abstract record LookUpOutcome
{
    private LookUpOutcome() { }

    public sealed record Known(ExpectedPacket Packet) : LookUpOutcome;

    public sealed record Refused(CallRefusal Reason, ImmutableArray<CabinetId> OtherCabinets) : LookUpOutcome;
}
