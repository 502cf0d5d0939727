using System.Collections.Immutable;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Audit;

namespace SmartLocker.Server.Core.Packets.Rules;

/// <summary>Out of a compartment. The cabinet's report stands; a pickup that should not have been raises an exception.</summary>
internal static class Collection
{
    /// <summary>密: two distinct persons of the receiver, one of them a named opener (docs/rules.md R-2).</summary>
    private const int PersonsForSecret = 2;

    public static PacketOutcome Pickup(Packet packet, PacketCommand.RecordPickup pickup, DateTimeOffset now)
    {
        PickupReport report = pickup.Report;
        Actor by = report.Persons.IsEmpty ? Actor.Cabinet(report.Cabinet) : Actor.Person(report.Persons[0]);
        if (packet.PickedUpBy == report.Command) { return PacketRules.Happened(now, by); }

        Recorded<PacketEvent> taken = new(
            now, by,
            new PacketEvent.PickedUp(report.Cabinet, report.Compartment, [.. report.Persons], report.Command, report.Seal));
        ImmutableArray<Recorded<PacketEvent>> events = [taken];
        foreach (ExceptionReason reason in Doubts(packet, pickup))
        {
            Packet next = PacketFold.Evolve(packet, events);
            events = events.Add(new Recorded<PacketEvent>(
                now, by, Trouble.Next(next, reason, $"{report.Cabinet} {report.Compartment}")));
        }

        return new PacketOutcome.Decided(events);
    }

    /// <summary>Whether these two may take a 密 packet: asked before the door opens and checked again afterwards.</summary>
    public static bool MayOpenSecret(Packet packet, IReadOnlyCollection<Person> persons) =>
        persons.Select(person => person.Id).Distinct().Count() >= PersonsForSecret
        && persons.All(person => person.Active && person.StaffOf.Contains(packet.Receiver))
        && persons.Any(person => packet.Openers.Contains(person.Id));

    private static IEnumerable<ExceptionReason> Doubts(Packet packet, PacketCommand.RecordPickup pickup)
    {
        PickupReport report = pickup.Report;
        bool wasThere = packet.Place is PacketPlace.InCompartment place
            && place.Cabinet == report.Cabinet && place.Compartment == report.Compartment;
        bool allKnown = pickup.Persons.Select(person => person.Id).ToHashSet().SetEquals(report.Persons);
        bool ofReceiver = allKnown && !report.Persons.IsEmpty
            && pickup.Persons.All(person => person.Agencies.Contains(packet.Receiver));
        if (!wasThere) { yield return ExceptionReason.PickedUpUnexpectedly; }
        if (packet.IsConfidential && !(allKnown && MayOpenSecret(packet, pickup.Persons)))
        {
            yield return ExceptionReason.TwoPersonRuleBroken;
        }
        else if (!packet.IsConfidential && !ofReceiver)
        {
            yield return ExceptionReason.PickedUpByAnother;
        }

        if (report.Seal == SealState.Broken) { yield return ExceptionReason.SealBroken; }
    }
}
