using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Packets;

namespace SmartLocker.Server.Core.Fleet;

/// <summary>A packet that lies in a compartment.</summary>
/// <param name="Receiver">Nothing when neither cabinet nor server knows the label.</param>
/// <param name="Alone">Nothing may be laid beside it: 密, an unknown label, or an agency that forbids it.</param>
public sealed record Content(PacketId Packet, AgencyCode? Receiver, PacketSize Size, bool Alone, DateTimeOffset Since)
{
    /// <summary>A person looked and found it there; else the cabinet said so itself.</summary>
    public bool Found { get; init; }

    /// <summary>docs/rules.md. An agency's wish counts as it was when the packet was laid in.</summary>
    public static bool LiesAlone(Packet? packet, Agency? receiver) =>
        packet is null || packet.IsConfidential || receiver is { AllowsAdding: false };
}
