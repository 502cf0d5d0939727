using System.Collections.Immutable;
using SmartLocker.Server.Core.Packets;

namespace SmartLocker.Server.Storage;

/// <summary>Which packets are asked for; what is left out does not narrow.</summary>
public sealed record PacketFilter
{
    public const int LimitMax = 1000;

    /// <summary>Sent by one of these.</summary>
    public ImmutableArray<AgencyCode>? Senders { get; init; }

    /// <summary>Bound for one of these.</summary>
    public ImmutableArray<AgencyCode>? Receivers { get; init; }

    /// <summary>Sent by or bound for one of these.</summary>
    public ImmutableArray<AgencyCode>? Either { get; init; }
    public ImmutableArray<PacketStage>? Stages { get; init; }
    public CabinetId? InCabinet { get; init; }

    /// <summary>Only packets whose number comes after this one: the next page.</summary>
    public PacketId? After { get; init; }
    public int Limit { get; init; } = LimitMax;
}
