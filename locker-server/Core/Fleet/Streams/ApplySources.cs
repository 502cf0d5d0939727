using System.Collections.Immutable;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Packets;

namespace SmartLocker.Server.Core.Fleet.Streams;

/// <summary>What is known of the packets, people and agencies that a batch of entries names.</summary>
public sealed record ApplySources
{
    public required ImmutableSortedDictionary<PacketId, Packet> Packets { get; init; }
    public required ImmutableSortedDictionary<PersonId, Person> People { get; init; }

    /// <summary>The receivers of the packets.</summary>
    public required ImmutableSortedDictionary<AgencyCode, Agency> Agencies { get; init; }

    /// <summary>Hashes of entries applied earlier, by sequence, as far as the batch reaches back.</summary>
    public required ImmutableSortedDictionary<long, string> AppliedHashes { get; init; }
}
