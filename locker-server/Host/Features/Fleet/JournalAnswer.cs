using SmartLocker.Server.Core.Fleet;

namespace SmartLocker.Server.Features.Fleet;

/// <summary>What a batch of entries is answered with (closed family).</summary>
public abstract record JournalAnswer
{
    private JournalAnswer() { }

    /// <summary>
    /// Cumulative: everything up to here is applied and durable. After a gap this is where the cabinet goes on.
    /// </summary>
    public sealed record Acked(long UpTo) : JournalAnswer;

    /// <summary>Came on a stream that is no longer the newest: close it, answer nothing.</summary>
    public sealed record Fenced : JournalAnswer;

    /// <summary>Nothing is taken or acked until a person has reconciled.</summary>
    public sealed record Quarantined(QuarantineReason Reason) : JournalAnswer;
}
