namespace SmartLocker.Server.Core.Labels;

/// <summary>Everything that stands on the outside of a packet.</summary>
/// <remarks>
/// The outer cover shows nothing that reveals secrecy, so subject, urgency and secrecy are not here: what a label does not
/// carry it cannot leak, and labels of 密 and 普通 packets cannot be told apart (文書處理手冊, double cover 雙封套).
/// </remarks>
public sealed record PacketLabel(PacketId Packet, LabelParty Sender, LabelParty Receiver, int Documents, DateOnly SealedOn);
