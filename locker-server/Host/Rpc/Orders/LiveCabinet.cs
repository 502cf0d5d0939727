using System.Collections.Immutable;

namespace SmartLocker.Server.Rpc.Orders;

/// <summary>A cabinet on its live stream, as it was last heard. Telemetry: the latest wins, nothing is kept.</summary>
public sealed record LiveCabinet(CabinetId Cabinet, long Epoch, DateTimeOffset Since)
{
    public required DateTimeOffset HeardAt { get; init; }

    /// <summary>Of its journal, as its last heartbeat said.</summary>
    public long LastSequence { get; init; }

    public ImmutableArray<int> OpenCompartments { get; init; } = [];

    public ImmutableSortedDictionary<string, double> Measurements { get; init; } =
        ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal);
}
