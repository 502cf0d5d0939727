using SmartLocker.Server.Core.Access;

namespace SmartLocker.Server.Core.Packets.Rules;

/// <summary>Exceptions: raised by what contradicts the record, open until a person settles them (DOMAIN rule 4).</summary>
internal static class Trouble
{
    public static PacketEvent.ExceptionRaised Next(
        Packet packet, ExceptionReason reason, string detail, EnclosureId? enclosure = null) =>
        new(new PacketException(packet.ExceptionsRaised + 1, reason, enclosure, detail));

    public static PacketOutcome Resolve(Packet packet, PacketCommand.Resolve resolve, DateTimeOffset now)
    {
        if (!Rights.MayResolve(resolve.By, packet)) { return PacketRules.Rejected(PacketRejection.NotAllowed); }

        bool open = packet.Exceptions.Any(exception => exception.Number == resolve.Number);
        bool resolvedAlready = !open && resolve.Number >= 1 && resolve.Number <= packet.ExceptionsRaised;
        return resolvedAlready ? PacketRules.Happened(now, Actor.Person(resolve.By.Id))
            : !open ? PacketRules.Rejected(PacketRejection.UnknownException)
            : string.IsNullOrWhiteSpace(resolve.Note) ? PacketRules.Rejected(PacketRejection.ReasonMissing)
            : PacketRules.Happened(
                now, Actor.Person(resolve.By.Id),
                new PacketEvent.ExceptionResolved(resolve.Number, resolve.Note.Trim(), resolve.Place));
    }
}
