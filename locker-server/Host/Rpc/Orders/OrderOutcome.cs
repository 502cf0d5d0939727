using System.Collections.Immutable;
using SmartLocker.Server.Core.Fleet.Journal;

namespace SmartLocker.Server.Rpc.Orders;

/// <summary>What became of an order (closed family).</summary>
public abstract record OrderOutcome
{
    private OrderOutcome() { }

    /// <summary>No live stream: nothing was sent and nothing will be.</summary>
    public sealed record Offline : OrderOutcome;

    /// <summary>Sent, and no answer came in time: nobody knows. The cabinet's journal will say.</summary>
    public sealed record NoAnswer : OrderOutcome;

    /// <summary>Not sent: the rules of two persons forbid it, or the reason is missing.</summary>
    public sealed record Forbidden : OrderOutcome;

    /// <summary>The release ended so; durable in the cabinet's journal.</summary>
    public sealed record Ended(ReleaseResult Result) : OrderOutcome;

    /// <summary>The cabinet gave no pulse.</summary>
    public sealed record Refused(CommandRefusal Reason) : OrderOutcome;

    /// <summary>The nonce that the next order carries.</summary>
    internal sealed record Nonce(string Value) : OrderOutcome;

    public sealed record SelfTested(ImmutableArray<SelfTestItem> Items) : OrderOutcome;

    public sealed record Identified : OrderOutcome;
}

/// <summary>One line of a cabinet's self-test.</summary>
public sealed record SelfTestItem(string Name, SelfTestResult Result, string Detail);

/// <summary>How it went; not run: such as a door that is not shut.</summary>
public enum SelfTestResult { Passed, Failed, NotRun }
