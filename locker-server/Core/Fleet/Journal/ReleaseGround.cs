namespace SmartLocker.Server.Core.Fleet.Journal;

/// <summary>What allowed a release (closed family); every intent names one.</summary>
public abstract record ReleaseGround
{
    private ReleaseGround() { }

    /// <summary>Deposit: this server's assignment.</summary>
    public sealed record Assigned(string Assignment) : ReleaseGround;

    /// <summary>Deposit without an answer: the cabinet's own choice.</summary>
    public sealed record AssignedLocally(string Assignment) : ReleaseGround;

    /// <summary>Pickup: the desired state that lists the packet and the person.</summary>
    public sealed record Desired(long Version) : ReleaseGround;

    /// <summary>Two-person pickup: this server's fresh check.</summary>
    public sealed record Checked(string Check) : ReleaseGround;

    /// <summary>Operator: the cabinet's nonce that the order carried.</summary>
    public sealed record Nonce(string Value) : ReleaseGround;

    /// <summary>Reopen: the release of the same visit that this one repeats.</summary>
    public sealed record Reopens(CommandId Command) : ReleaseGround;
}
