using SmartLocker.Server.Core.Packets;

namespace SmartLocker.Server.Core.Notifications;

/// <summary>One message to one recipient by one channel. It says where and since when, nothing of what is inside.</summary>
public sealed record Notice
{
    /// <summary>Packet, event, recipient and channel: the same notice is never queued twice.</summary>
    public required string Key { get; init; }

    public required PacketId Packet { get; init; }

    public required AgencyCode Receiver { get; init; }

    /// <summary>Nothing for the agency as a whole.</summary>
    public required PersonId? Recipient { get; init; }

    public required NoticeChannel Channel { get; init; }

    /// <summary>A mail address; empty for the portal.</summary>
    public required string Address { get; init; }

    public required string Subject { get; init; }

    public required string Body { get; init; }
}
