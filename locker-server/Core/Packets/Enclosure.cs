using SmartLocker.Server.Core.Documents;

namespace SmartLocker.Server.Core.Packets;

/// <summary>One copy of a document inside a packet (封入文件), and what the receiver said of it.</summary>
public sealed record Enclosure
{
    public required EnclosureId Id { get; init; }

    /// <summary>發文字號; unknown where the document has none.</summary>
    public required string? Number { get; init; }

    /// <summary>主旨, or 「密不錄由」.</summary>
    public required string Subject { get; init; }

    public required Urgency Urgency { get; init; }

    public CopyKind? Copy { get; init; }

    public bool WithAttachments { get; init; }

    /// <summary>Whom it is for inside the receiving agency, as the document names it.</summary>
    public required string For { get; init; }

    /// <summary>Nothing before the receiver's clerk has said so.</summary>
    public ReceiptMark? Mark { get; init; }
}
