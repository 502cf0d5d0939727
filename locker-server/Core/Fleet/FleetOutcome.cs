using System.Collections.Immutable;
using SmartLocker.Server.Core.Audit;

namespace SmartLocker.Server.Core.Fleet;

/// <summary>What becomes of an administrator's order about a cabinet (closed family).</summary>
public abstract record FleetOutcome
{
    private FleetOutcome() { }

    /// <param name="Events">Empty when it was so already.</param>
    public sealed record Decided(ImmutableArray<Recorded<CabinetEvent>> Events) : FleetOutcome;

    public sealed record Rejected(FleetRejection Reason) : FleetOutcome;
}
