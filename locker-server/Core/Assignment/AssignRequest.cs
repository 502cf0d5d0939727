using System.Collections.Immutable;

namespace SmartLocker.Server.Core.Assignment;

/// <summary>A courier at a cabinet asks for a door.</summary>
public sealed record AssignRequest
{
    public required PacketId Packet { get; init; }
    public required PersonId Courier { get; init; }

    /// <summary>Nothing: as sealed.</summary>
    public PacketSize? SizeAtLeast { get; init; }
    public bool LowDoor { get; init; }

    /// <summary>What the cabinet sees now. A compartment it does not name is not chosen: nobody vouches for it.</summary>
    public required ImmutableSortedDictionary<int, CompartmentCondition> Reports { get; init; }

    /// <summary>For the assignment that may follow; made by the shell.</summary>
    public required string FreshId { get; init; }
}
