using System.Collections.Immutable;
using SmartLocker.Firmware.Core.Journal;

namespace SmartLocker.Firmware.Core.Link;

/// <summary>What the server may order on a live stream.</summary>
public abstract record ServerOrder
{
    private ServerOrder() { }

    public sealed record IssueNonce : ServerOrder;

    /// <param name="TimeToLive">From the nonce's issue, on this cabinet's monotonic clock; capped at 30 s.</param>
    /// <param name="Approver">A second person when the compartment is occupied.</param>
    public sealed record Open(
        CommandId Command, string Nonce, TimeSpan TimeToLive, int Compartment,
        PersonId Operator, PersonId? Approver) : ServerOrder
    {
        /// <summary>Why, as the operator said; at most <see cref="Orders.ReasonMax"/> characters, goes on record.</summary>
        public string Reason { get; init; } = "";
    }

    public sealed record RunSelfTest : ServerOrder;
    public sealed record Identify : ServerOrder;
}

/// <summary>Sent when the result is durable: acknowledged is not yet opened.</summary>
public abstract record OrderAnswer
{
    private OrderAnswer() { }

    public sealed record Opened(CommandId Command, ReleaseResult Result) : OrderAnswer;
    public sealed record OpenRefused(CommandId Command, CommandRefusal Reason) : OrderAnswer;
    public sealed record SelfTested(ImmutableArray<SelfTestItem> Items) : OrderAnswer;
    public sealed record Identified : OrderAnswer;
}

public sealed record SelfTestItem(string Name, SelfTestResult Result, string Detail);

public enum SelfTestResult { Passed, Failed, NotRun }

/// <summary>Whether the server takes this journal's entries.</summary>
public enum JournalStanding { Accepted, Quarantined }
