using System.Collections.Immutable;
using System.Diagnostics;
using SmartLocker.Server.Core.Audit;

namespace SmartLocker.Server.Core.Packets.Rules;

/// <summary>What an event makes of a packet. Never refuses: what is on record happened.</summary>
public static class PacketFold
{
    public static Packet Evolve(Packet? state, Recorded<PacketEvent> happened) =>
        (state, happened.Event) switch
        {
            (null, PacketEvent.Opened opened) => new Packet
            {
                Id = opened.Id,
                Sender = opened.Sender,
                Receiver = opened.Receiver,
                Secrecy = opened.Secrecy,
                Times = new PacketTimes { OpenedAt = happened.At },
            },
            ({ } packet, var what) => Next(packet, what, happened.At),
            (null, var what) => throw new UnreachableException($"A packet cannot begin with {what}."),
        };

    public static Packet Evolve(Packet? state, ImmutableArray<Recorded<PacketEvent>> happened)
    {
        foreach (Recorded<PacketEvent> one in happened) { state = Evolve(state, one); }

        return state ?? throw new ArgumentException("Expected at least one event.", nameof(happened));
    }

    private static Packet Next(Packet packet, PacketEvent what, DateTimeOffset at) => what switch
    {
        PacketEvent.Opened => packet,
        PacketEvent.EnclosureAdded added => packet with { Enclosures = packet.Enclosures.Add(added.Enclosure) },
        PacketEvent.Sealed seal => packet with
        {
            Progress = PacketStage.Sealed,
            Size = seal.Size,
            Openers = seal.Openers,
            Times = packet.Times with { SealedAt = at },
        },
        PacketEvent.Reopened => packet with
        {
            Progress = PacketStage.Open,
            Openers = [],
            Place = new PacketPlace.AtOrigin(),
            Times = packet.Times with { SealedAt = null },
        },
        PacketEvent.Assigned assigned => packet with { Place = new PacketPlace.WithCourier(assigned.Courier) },
        PacketEvent.Deposited deposited => Deposited(packet, deposited, at),
        PacketEvent.PickedUp pickedUp => packet with
        {
            Progress = Later(packet.Progress, PacketStage.PickedUp),
            Place = new PacketPlace.HandedOver(pickedUp.Persons),
            PickedUpBy = pickedUp.Command,
            Times = packet.Times with { PickedUpAt = at },
        },
        PacketEvent.Notified => packet with { Times = packet.Times with { NotifiedAt = packet.Times.NotifiedAt ?? at } },
        PacketEvent.Receipted receipted => Receipted(packet, receipted, at),
        PacketEvent.Found found => packet with
        {
            Progress = Later(packet.Progress, PacketStage.Deposited),
            Place = new PacketPlace.InCompartment(found.Cabinet, found.Compartment),
            Times = packet.Times with { DepositedAt = packet.Times.DepositedAt ?? at },
        },
        PacketEvent.ExceptionRaised raised => Raised(packet, raised.Exception),
        PacketEvent.ExceptionResolved resolved => packet with
        {
            Exceptions = packet.Exceptions.RemoveAll(exception => exception.Number == resolved.Number),
            Place = resolved.Place ?? packet.Place,
        },

        // On record for the time-line; they move nothing.
        PacketEvent.DepositAbandoned or PacketEvent.PickupAbandoned or PacketEvent.SecretChecked => packet,
        _ => throw new UnreachableException($"No rule for {what}."),
    };

    private static Packet Deposited(Packet packet, PacketEvent.Deposited deposited, DateTimeOffset at) => packet with
    {
        Progress = PacketStage.Deposited,
        Place = new PacketPlace.InCompartment(deposited.Cabinet, deposited.Compartment),
        Deposits = packet.Deposits + 1,
        DepositedBy = deposited.Command,

        // The waiting clock keeps its first start (docs/rules.md R-13).
        Times = packet.Times with { DepositedAt = packet.Times.DepositedAt ?? at },
    };

    private static Packet Receipted(Packet packet, PacketEvent.Receipted receipted, DateTimeOffset at)
    {
        ImmutableArray<Enclosure> marked =
        [
            .. packet.Enclosures.Select(enclosure =>
                receipted.Marks.TryGetValue(enclosure.Id, out ReceiptMark mark) ? enclosure with { Mark = mark } : enclosure),
        ];
        bool all = marked.All(enclosure => enclosure.Mark is not null);
        return packet with
        {
            Enclosures = marked,
            Progress = all ? PacketStage.Receipted : packet.Progress,

            // The handling clock runs from the first receipt, whatever else follows (docs/rules.md R-13).
            Times = packet.Times with { ReceiptedAt = packet.Times.ReceiptedAt ?? at },
        };
    }

    private static Packet Raised(Packet packet, PacketException exception) => packet with
    {
        Exceptions = packet.Exceptions.Add(exception),
        ExceptionsRaised = exception.Number,

        // Whether it is inside or still carried is exactly the question.
        Place = exception.Reason is ExceptionReason.DepositInterrupted or ExceptionReason.NotFound
            ? new PacketPlace.InException(exception.Reason)
            : packet.Place,
    };

    private static PacketStage Later(PacketStage one, PacketStage other) => one > other ? one : other;
}
