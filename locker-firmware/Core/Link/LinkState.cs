using System.Collections.Immutable;

namespace SmartLocker.Firmware.Core.Link;

/// <summary>The stream to the server and what hangs on it: nonces and orders.</summary>
/// <param name="Epoch">The highest epoch seen; whatever comes from a lower one is refused.</param>
/// <param name="IsUp">A stream was welcomed and not lost.</param>
/// <param name="DownSince">Start or loss of the stream; null while it is up.</param>
public sealed record LinkState(long Epoch, bool IsUp, Uptime? DownSince)
{
    /// <summary>
    /// Nothing newer is wanted than what is held, as far as this stream has said; read only while it is up. A document that
    /// could not be taken leaves the cabinet with what it knew before.
    /// </summary>
    public bool IsCurrent { get; init; }

    /// <summary>Nonces issued on this stream and not presented, with the moment of issue, oldest first.</summary>
    public ImmutableArray<IssuedNonce> Nonces { get; init; } = [];

    /// <summary>Orders under way, by the compartment they open.</summary>
    public ImmutableSortedDictionary<int, RunningOrder> Running { get; init; } =
        ImmutableSortedDictionary<int, RunningOrder>.Empty;
}

public readonly record struct IssuedNonce(string Value, Uptime At);

/// <param name="Correlation">Of the newest asking: it gets the answer.</param>
/// <param name="Ended">The result is out; only the shutting of the door is awaited.</param>
public sealed record RunningOrder(CommandId Command, string Correlation, bool Ended);
