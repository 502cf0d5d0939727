using System.Collections.Immutable;

namespace SmartLocker.Server.Core.Packets;

/// <summary>公文傳遞清單: what a packet holds, as the print page shows it and the receiver signs it.</summary>
public sealed record TransferList
{
    public required PacketId Packet { get; init; }
    public required AgencyCode Sender { get; init; }
    public required string SenderName { get; init; }
    public required AgencyCode Receiver { get; init; }
    public required string ReceiverName { get; init; }
    public required DateTimeOffset? SealedAt { get; init; }

    /// <summary>In the order in which they were put in; the number on the list is the place, from 1.</summary>
    public required ImmutableArray<Enclosure> Lines { get; init; }

    public static TransferList Of(Packet packet, string senderName, string receiverName) => new()
    {
        Packet = packet.Id,
        Sender = packet.Sender,
        SenderName = senderName,
        Receiver = packet.Receiver,
        ReceiverName = receiverName,
        SealedAt = packet.Times.SealedAt,
        Lines = packet.Enclosures,
    };
}
