namespace SmartLocker.Server.Core.Packets;

/// <summary>What the receiver says of one enclosure (簽收).</summary>
public enum ReceiptMark
{
    Received,

    /// <summary>短少.</summary>
    Missing,

    /// <summary>誤夾: it is for somebody else.</summary>
    Misenclosed,

    Damaged,
}
