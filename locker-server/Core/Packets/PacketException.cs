namespace SmartLocker.Server.Core.Packets;

/// <summary>Something wrong with a packet that stays open until a person resolves it.</summary>
/// <param name="Number">1, 2, 3 … within the packet.</param>
/// <param name="Enclosure">The one it is about; nothing when it is about the whole packet.</param>
/// <param name="Detail">Where and what, for the person who settles it; never a subject.</param>
public sealed record PacketException(int Number, ExceptionReason Reason, EnclosureId? Enclosure, string Detail);
