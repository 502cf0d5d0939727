namespace SmartLocker.CrashPoints.Tests.World;

/// <summary>What was done or said to somebody and can not be unsaid: whatever dies next must still know it.</summary>
internal sealed record Promises
{
    /// <summary>Commands whose first pulse was given.</summary>
    public IReadOnlyList<CommandId> Pulsed { get; init; } = [];

    /// <summary>The highest acknowledgement that left the server.</summary>
    public long Acked { get; init; }

    /// <summary>The highest entry that left the cabinet.</summary>
    public long Sent { get; init; }

    /// <summary>The version of desired state that the cabinet said it holds.</summary>
    public long Held { get; init; }

    /// <summary>The highest epoch that the server gave.</summary>
    public long Epoch { get; init; }

    /// <summary>One-time codes that were shown, with whose they are.</summary>
    public IReadOnlyList<(string Text, Courier To)> Shown { get; init; } = [];

    /// <summary>The screen said that doors may be opened from afar again.</summary>
    public bool Unblocked { get; init; }

    /// <summary>What the server's people were told is done, and how to see that it is.</summary>
    public IReadOnlyList<(string What, Func<SmallServer, bool> IsSo)> Done { get; init; } = [];
}
