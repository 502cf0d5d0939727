namespace SmartLocker.Server.Core.Packets;

/// <summary>When a packet reached each stage.</summary>
/// <remarks>
/// The waiting clock runs from <see cref="DepositedAt"/>, the handling clock from <see cref="ReceiptedAt"/>:
/// the first time each, never reset by anything that follows (docs/rules.md ).
/// </remarks>
public sealed record PacketTimes
{
    public required DateTimeOffset OpenedAt { get; init; }
    public DateTimeOffset? SealedAt { get; init; }
    public DateTimeOffset? DepositedAt { get; init; }
    public DateTimeOffset? NotifiedAt { get; init; }
    public DateTimeOffset? PickedUpAt { get; init; }
    public DateTimeOffset? ReceiptedAt { get; init; }
}
