namespace SmartLocker.Firmware.Core.Journal;

/// <summary>What allowed a release. Every intent names one; no pulse without.</summary>
public abstract record Authorisation
{
    private Authorisation() { }

    /// <summary>Deposit: the server's answer to an assignment call.</summary>
    public sealed record Assigned(string AssignmentId) : Authorisation;

    /// <summary>Deposit without an answer: the cabinet chose by the same rule.</summary>
    public sealed record AssignedLocally(string AssignmentId) : Authorisation;

    /// <summary>Pickup: the desired state that lists the packet and the person.</summary>
    public sealed record Desired(long Version) : Authorisation;

    /// <summary>Two-person pickup: a fresh answer of the server's.</summary>
    public sealed record Checked(string CheckId) : Authorisation;

    /// <summary>Operator's order: a nonce of this cabinet's, spent by the entry that names it.</summary>
    public sealed record Nonce(string Value) : Authorisation;

    /// <summary>The same person again, within the visit in which <paramref name="Command"/> opened the door.</summary>
    public sealed record Reopens(CommandId Command) : Authorisation;
}
