using System.Collections.Immutable;

namespace SmartLocker.Server.Core.Documents;

/// <summary>One letter (公文) as it was taken in.</summary>
/// <remarks>A 密 document never holds its subject: intake drops it and puts 「密不錄由」 in its place.</remarks>
public sealed record Document
{
    /// <summary>函, 書函, 開會通知單, 令, 公告 …</summary>
    public required string Kind { get; init; }

    /// <summary>發文字號 in its usual written form; unknown where the file has none.</summary>
    public required string? Number { get; init; }

    public required DateOnly? Date { get; init; }

    public required Urgency Urgency { get; init; }

    public required Secrecy Secrecy { get; init; }

    public required string Subject { get; init; }

    /// <summary>The first signs a joint letter as host and is the one that packs it.</summary>
    public required ImmutableArray<Sender> Senders { get; init; }

    public required ImmutableArray<Receiver> Receivers { get; init; }
}
