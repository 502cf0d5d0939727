namespace SmartLocker.Server.Core.Fleet;

/// <summary>A packet that lies in a compartment.</summary>
/// <param name="Receiver">Nothing when neither cabinet nor server knows the label.</param>
/// <param name="Alone">Nothing may be laid beside it: 密, an unknown label, or an agency that forbids it.</param>
public sealed record Content(PacketId Packet, AgencyCode? Receiver, PacketSize Size, bool Alone, DateTimeOffset Since);
