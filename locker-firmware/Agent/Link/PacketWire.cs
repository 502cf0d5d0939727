using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using SmartLocker.Firmware.Agent.Journal;
using SmartLocker.Firmware.Core.Desired;
using V1 = SmartLocker.Contracts.V1;

namespace SmartLocker.Firmware.Agent.Link;

/// <summary>One expected packet on the wire.</summary>
internal static class PacketWire
{
    public static V1.ExpectedPacket Write(ExpectedPacket packet)
    {
        V1.ExpectedPacket wire = new()
        {
            PacketId = packet.Id.Value,
            SenderAgency = packet.Sender.Value,
            ReceiverAgency = packet.Receiver.Value,
            Size = EnumWire<PacketSize, V1.PacketSize>.Write(packet.Size),
            Urgency = EnumWire<Urgency, V1.Urgency>.Write(packet.Urgency),
            PickupPolicy = EnumWire<PickupPolicy, V1.PickupPolicy>.Write(packet.Policy),
            SealedAt = Timestamp.FromDateTimeOffset(packet.SealedAt),
            Standing = EnumWire<PacketStanding, V1.PacketStanding>.Write(packet.Standing),
            Sharing = EnumWire<PacketSharing, V1.PacketSharing>.Write(packet.Sharing),
            FoundIn = (uint)(packet.FoundIn ?? 0),
            CodeNumber = (ulong)packet.CodeNumber,
        };
        wire.OpenerIds.AddRange(packet.Openers.Select(opener => opener.Value));
        return wire;
    }

    public static ExpectedPacket Read(V1.ExpectedPacket wire) => new(
        PacketId.Parse(wire.PacketId), AgencyCode.Parse(wire.SenderAgency), AgencyCode.Parse(wire.ReceiverAgency),
        EnumWire<PacketSize, V1.PacketSize>.Read(wire.Size), EnumWire<Urgency, V1.Urgency>.Read(wire.Urgency),
        EnumWire<PickupPolicy, V1.PickupPolicy>.Read(wire.PickupPolicy), [.. WireRead.Persons(wire.OpenerIds)],
        WireRead.Moment(wire.SealedAt, "sealed_at"), EnumWire<PacketStanding, V1.PacketStanding>.Read(wire.Standing))
    {
        // What is not said, or said in a word that came later, lies alone.
        Sharing = wire.Sharing is V1.PacketSharing.WithReceiversOwn ? PacketSharing.WithReceiversOwn : PacketSharing.Alone,
        FoundIn = wire.FoundIn == 0 ? null : WireRead.Number(wire.FoundIn),
        CodeNumber = WireRead.Number(wire.CodeNumber),
    };
}
