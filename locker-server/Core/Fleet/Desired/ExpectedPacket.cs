using System.Collections.Immutable;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Packets;

namespace SmartLocker.Server.Core.Fleet.Desired;

/// <summary>One packet as a cabinet knows it: enough to open the right door, nothing about the content.</summary>
public sealed record ExpectedPacket
{
    public required PacketId Id { get; init; }
    public required AgencyCode Sender { get; init; }
    public required AgencyCode Receiver { get; init; }
    public required PacketSize Size { get; init; }
    public required Urgency Urgency { get; init; }
    public required PickupPolicy Policy { get; init; }
    public required ImmutableSortedSet<PersonId> Openers { get; init; }
    public required DateTimeOffset SealedAt { get; init; }
    public required PacketStanding Standing { get; init; }
    public PacketSharing Sharing { get; init; }

    /// <summary>The compartment in which a person who looked found it; nothing where the cabinet knows it by itself.</summary>
    public int? FoundIn { get; init; }

    /// <summary>Of the newest one-time code given out for it; 0: none.</summary>
    public long CodeNumber { get; init; }

    /// <param name="here">The cabinet that is told.</param>
    /// <param name="receiver">Nothing when no such agency is on record.</param>
    public static ExpectedPacket Of(Packet packet, Cabinet here, Agency? receiver)
    {
        Content? inside = packet.Place is PacketPlace.InCompartment place && place.Cabinet == here.Id
            ? here.Door(place.Compartment).Contents.FirstOrDefault(content => content.Packet == packet.Id)
            : null;

        // What lies inside already keeps the wish under which it was put there: the server's own choice goes by that too.
        bool alone = inside?.Alone ?? Content.LiesAlone(packet, receiver);
        return Of(packet) with
        {
            Sharing = alone ? PacketSharing.Alone : PacketSharing.WithReceiversOwn,
            FoundIn = inside is { Found: true } && packet.Place is PacketPlace.InCompartment { Compartment: var number }
                ? number
                : null,
            CodeNumber = here.Codes.GetValueOrDefault(packet.Id),
        };
    }

    private static ExpectedPacket Of(Packet packet) => new()
    {
        Id = packet.Id,
        Sender = packet.Sender,
        Receiver = packet.Receiver,
        Size = packet.Size,
        Urgency = packet.Urgency,
        Policy = packet.IsConfidential ? PickupPolicy.TwoPersons : PickupPolicy.OnePerson,
        Openers = packet.Openers,
        SealedAt = packet.Times.SealedAt ?? packet.Times.OpenedAt,
        Standing = packet.Place is not PacketPlace.InCompartment ? PacketStanding.Sealed
            : packet.Stage == PacketStage.Deposited ? PacketStanding.Deposited
            : PacketStanding.Held,
    };

    public bool Same(ExpectedPacket other) => this with { Openers = other.Openers } == other && Openers.SetEquals(other.Openers);
}
