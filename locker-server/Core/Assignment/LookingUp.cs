using System.Collections.Immutable;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Core.Fleet.Desired;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Core.Packets.Rules;

namespace SmartLocker.Server.Core.Assignment;

/// <summary>Answers to a cabinet that does not know a label, and to two persons who want a 密 packet.</summary>
public static class LookingUp
{
    public static LookUpOutcome Decide(Cabinet cabinet, Packet? packet, Agency? receiver)
    {
        if (packet is null) { return new LookUpOutcome.Refused(CallRefusal.UnknownPacket, []); }
        if (packet.Place is PacketPlace.InCompartment place && place.Cabinet == cabinet.Id)
        {
            return new LookUpOutcome.Known(ExpectedPacket.Of(packet, cabinet, receiver));
        }

        return packet.Stage != PacketStage.Sealed ? new LookUpOutcome.Refused(CallRefusal.NotSealed, [])
            : receiver is null || !receiver.CollectsAt(cabinet.Id)
                ? new LookUpOutcome.Refused(CallRefusal.NotCollectedHere, receiver?.CollectionCabinets ?? [])
                : new LookUpOutcome.Known(ExpectedPacket.Of(packet, cabinet, receiver));
    }

    /// <summary>The same rule that judges the pickup afterwards (docs/rules.md R-2).</summary>
    public static CallRefusal? RefusalOfSecret(Cabinet cabinet, Packet? packet, ImmutableArray<Person> persons) =>
        packet is null ? CallRefusal.UnknownPacket
        : packet.Place is not PacketPlace.InCompartment place || place.Cabinet != cabinet.Id ? CallRefusal.UnknownPacket
        : packet.Stage != PacketStage.Deposited || !packet.IsConfidential ? CallRefusal.NotAllowed
        : Collection.MayOpenSecret(packet, persons) ? null
        : CallRefusal.NotAllowed;
}
