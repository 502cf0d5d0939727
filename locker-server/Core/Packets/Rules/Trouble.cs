using SmartLocker.Server.Core.Access;

namespace SmartLocker.Server.Core.Packets.Rules;

/// <summary>Exceptions: raised by what contradicts the record, open until a person settles them (docs/rules.md R-4).</summary>
internal static class Trouble
{
    public static PacketEvent.ExceptionRaised Next(
        Packet packet, ExceptionReason reason, string detail, EnclosureId? enclosure = null) =>
        new(new PacketException(packet.ExceptionsRaised + 1, reason, enclosure, detail));

    /// <summary>Its place is known again, and what was asked about its place is answered.</summary>
    /// <remarks>
    /// One that is open on record, as after a restored backup, has no size and no openers: offered to its receiver as it is, 密
    /// could be collected by nobody. Somebody has to settle that.
    /// </remarks>
    public static PacketOutcome Found(Packet packet, PacketCommand.RecordFound found, DateTimeOffset now)
    {
        PacketPlace.InCompartment place = new(found.Cabinet, found.Compartment);
        IEnumerable<PacketEvent> answered = packet.Exceptions
            .Where(open => open.Reason is ExceptionReason.DepositInterrupted or ExceptionReason.NotFound)
            .Select(open => new PacketEvent.ExceptionResolved(open.Number, found.Note, place));
        return packet.Place == place && packet.Progress == PacketStage.Deposited
            ? PacketRules.Happened(now, Actor.Person(found.By.Id))
            : PacketRules.Happened(
                now, Actor.Person(found.By.Id),
                [new PacketEvent.Found(found.Cabinet, found.Compartment), .. answered, .. AskedNow(packet, place)]);
    }

    private static IEnumerable<PacketEvent> AskedNow(Packet packet, PacketPlace.InCompartment place)
    {
        if (packet.Progress == PacketStage.Open)
        {
            yield return Next(packet, ExceptionReason.DepositedWhileOpen, $"{place.Cabinet} {place.Compartment}");
        }
    }

    public static PacketOutcome NotFound(Packet packet, PacketCommand.RecordNotFound missing, DateTimeOffset now) =>
        packet.Place == new PacketPlace.InCompartment(missing.Cabinet, missing.Compartment)
            ? PacketRules.Happened(
                now, Actor.Person(missing.By.Id),
                Next(packet, ExceptionReason.NotFound, $"{missing.Cabinet} {missing.Compartment}"))
            : PacketRules.Happened(now, Actor.Person(missing.By.Id));

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
