using System.Collections.Immutable;
using SmartLocker.Server.Core.Packets;

namespace SmartLocker.Server.Core.Fleet.Reconciling;

/// <summary>What is known of a cabinet beside its record: its packets' records, and what it shows on its stream.</summary>
public sealed record CabinetSight
{
    /// <summary>Those whose record says that they lie here, and those that the cabinet's record says do.</summary>
    public required ImmutableSortedDictionary<PacketId, Packet> Packets { get; init; }

    /// <summary>Agencies that collect here.</summary>
    public required ImmutableSortedSet<AgencyCode> Collecting { get; init; }

    /// <summary>When it was heard last; since the server runs, where it was not heard at all.</summary>
    public required DateTimeOffset HeardAt { get; init; }

    /// <summary>Since when doors stand open, by compartment.</summary>
    public required ImmutableSortedDictionary<int, DateTimeOffset> OpenSince { get; init; }

    /// <summary>Since when its journal is ahead of what was applied; nothing when it is not.</summary>
    public DateTimeOffset? LateSince { get; init; }
}
