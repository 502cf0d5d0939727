using SmartLocker.Server.Core.Packets;

namespace SmartLocker.Server.Core.Packaging;

/// <summary>Where the copy for one receiver is (closed family).</summary>
public abstract record EnclosureStanding
{
    private EnclosureStanding() { }

    /// <summary>Nobody knows for certain whom it is for, or who sends it.</summary>
    public sealed record Waiting : EnclosureStanding;

    /// <summary>Known whom it is for, not in a packet yet.</summary>
    public sealed record Resolved(AgencyCode Receiver) : EnclosureStanding;

    public sealed record Packed(AgencyCode Receiver, PacketId Packet) : EnclosureStanding;
}
