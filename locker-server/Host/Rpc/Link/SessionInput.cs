using SmartLocker.Contracts.V1;
using SmartLocker.Server.Rpc.Orders;

namespace SmartLocker.Server.Rpc.Link;

/// <summary>Everything that can reach one stream of a cabinet, one at a time (closed family).</summary>
internal abstract record SessionInput
{
    private SessionInput() { }

    /// <param name="At">When it was received, by the monotonic clock; nothing: now.</param>
    public sealed record Came(CabinetFrame Frame, long? At = null) : SessionInput;

    /// <summary>At least every 5 s: heartbeats and silence are found by it.</summary>
    public sealed record Tick : SessionInput
    {
        public static Tick Now { get; } = new();
    }

    /// <summary>Something was committed that may change this cabinet's desired state.</summary>
    public sealed record Changed : SessionInput;

    public sealed record Ordered(PendingOrder Order) : SessionInput;

    /// <summary>Somebody else ends this stream.</summary>
    public sealed record Close(SessionEnd End) : SessionInput;
}

/// <summary>How a stream ends, if not by the cabinet's own wish.</summary>
internal sealed record SessionEnd(RpcProblem Problem, string Detail);
