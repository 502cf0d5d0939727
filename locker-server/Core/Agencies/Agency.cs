using System.Collections.Immutable;

namespace SmartLocker.Server.Core.Agencies;

/// <summary>An organisation that sends and receives, and where its packets are deposited and collected.</summary>
public sealed record Agency
{
    public required AgencyCode Code { get; init; }

    public required string Name { get; init; }

    /// <summary>Where its packets are collected, the preferred one first (docs/rules.md R-10).</summary>
    public ImmutableArray<CabinetId> CollectionCabinets { get; init; } = [];

    /// <summary>Where its couriers may deposit.</summary>
    public ImmutableSortedSet<CabinetId> DepositCabinets { get; init; } = [];

    public ImmutableArray<AgencyUnit> Units { get; init; } = [];

    /// <summary>The registry's own mailbox; used when no person of the agency has one.</summary>
    public string? Mailbox { get; init; }

    /// <summary>False where it forbids adding to an occupied compartment for its packets (docs/rules.md R-11).</summary>
    public bool AllowsAdding { get; init; } = true;

    public bool CollectsAt(CabinetId cabinet) => CollectionCabinets.Contains(cabinet);
    public bool DepositsAt(CabinetId cabinet) => DepositCabinets.Contains(cabinet);
}
