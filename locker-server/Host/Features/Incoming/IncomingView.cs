using System.Collections.Immutable;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Features.CabinetPages.Discrepancies;
using SmartLocker.Server.Web.Words;

namespace SmartLocker.Server.Features.Incoming;

/// <summary>What is bound for the agencies a person works for.</summary>
/// <param name="Waiting">In a cabinet, the most urgent first, then the one that waits longest.</param>
/// <param name="ToReceipt">Picked up, not yet receipted.</param>
/// <param name="OnTheWay">Sealed by its sender, not yet in a cabinet.</param>
/// <param name="Done">Receipted or in trouble, the newest first.</param>
public sealed record IncomingView(
    ImmutableArray<Packet> Waiting,
    ImmutableArray<Packet> ToReceipt,
    ImmutableArray<Packet> OnTheWay,
    ImmutableArray<Packet> Done,
    Names Names)
{
    /// <summary>How many finished ones the page shows; the others are found by searching.</summary>
    public const int DoneMax = 50;

    /// <summary>What does not fit and is one of these agencies'.</summary>
    public ImmutableArray<OwnDiscrepancy> Discrepancies { get; init; } = [];

    /// <summary>Where the record stood when this was read.</summary>
    public long Cursor { get; init; }

    public static IncomingView Of(IEnumerable<Packet> incoming, Names names)
    {
        ILookup<PacketStage, Packet> byProgress = incoming.ToLookup(packet => packet.Progress);
        return new IncomingView(
            [
                .. byProgress[PacketStage.Deposited].OrderByDescending(packet => packet.Urgency)
                    .ThenBy(packet => packet.Times.DepositedAt).ThenBy(packet => packet.Id),
            ],
            [.. byProgress[PacketStage.PickedUp].OrderByDescending(packet => packet.Urgency)
                .ThenBy(packet => packet.Times.PickedUpAt)],
            [.. byProgress[PacketStage.Sealed].OrderByDescending(packet => packet.Urgency)
                .ThenBy(packet => packet.Times.SealedAt)],
            [.. byProgress[PacketStage.Receipted].OrderByDescending(packet => packet.Times.ReceiptedAt).Take(DoneMax)],
            names);
    }
}
