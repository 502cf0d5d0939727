using System.Collections.Immutable;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Packets;

namespace SmartLocker.Server.Core.Fleet.Desired;

/// <summary>Makes the document of one cabinet, and the difference between two versions of it.</summary>
public static class DesiredProjection
{
    public static DesiredState Build(DesiredSources sources, long version, DateTimeOffset now)
    {
        CabinetId here = sources.Cabinet.Id;
        ImmutableSortedSet<AgencyCode> collecting = [.. sources.Agencies.Where(a => a.CollectsAt(here)).Select(a => a.Code)];
        ImmutableSortedSet<AgencyCode> depositing = [.. sources.Agencies.Where(a => a.DepositsAt(here)).Select(a => a.Code)];
        ImmutableSortedDictionary<PacketId, ExpectedPacket> packets = sources.Packets
            .Where(packet => Belongs(packet, here, collecting, depositing))
            .ToImmutableSortedDictionary(packet => packet.Id, packet => Expected(packet, sources));
        return new DesiredState
        {
            Version = version,
            MadeAt = now,
            People = sources.KnownPeople ?? sources.People
                .Select(person => Known(person, sources, collecting.Union(depositing)))
                .OfType<DesiredPerson>()
                .ToImmutableSortedDictionary(person => person.Id, person => person),
            Packets = packets,
            Compartments = sources.Cabinet.Compartments.Values
                .Where(door => door.FixedFor is not null || door.OutOfServiceReason is not null || door.SettledUpTo > 0)
                .ToImmutableSortedDictionary(door => door.Number, door => Setting(door, packets)),
            Settings = sources.Cabinet.Settings,
            Codes = sources.CodeKeys.IsEmpty ? null : new CodeSettings(
                here, sources.CodeKeys, sources.Cabinet.CodesRevokedUpTo, sources.Cabinet.Settings.CodesFreshFor),
        };
    }

    public static bool Same(DesiredState one, DesiredState other) =>
        Difference(one, other) is
        {
            People.IsEmpty: true, RemovedPeople.IsEmpty: true, Packets.IsEmpty: true, RemovedPackets.IsEmpty: true,
            Settings: null,
        };

    public static DesiredChange.Delta Difference(DesiredState held, DesiredState wanted)
    {
        bool settingsChanged = held.Settings != wanted.Settings
            || !held.Compartments.Values.SequenceEqual(wanted.Compartments.Values)
            || !CodeSettings.Same(held.Codes, wanted.Codes);
        bool samePeople = ReferenceEquals(held.People, wanted.People);
        return new DesiredChange.Delta
        {
            Version = wanted.Version,
            BaseVersion = held.Version,
            MadeAt = wanted.MadeAt,
            People = samePeople ? []
                : [.. wanted.People.Values.Where(p => !held.People.TryGetValue(p.Id, out DesiredPerson? was) || !was.Same(p))],
            RemovedPeople = samePeople ? [] : [.. held.People.Keys.Where(id => !wanted.People.ContainsKey(id))],
            Packets =
            [
                .. wanted.Packets.Values.Where(p => !held.Packets.TryGetValue(p.Id, out ExpectedPacket? was) || !was.Same(p)),
            ],
            RemovedPackets = [.. held.Packets.Keys.Where(id => !wanted.Packets.ContainsKey(id))],
            Compartments = settingsChanged ? [.. wanted.Compartments.Values] : null,
            Settings = settingsChanged ? wanted.Settings : null,
            Codes = settingsChanged ? wanted.Codes : null,
        };
    }

    /// <summary>Sealed by an agency that deposits here for one that collects here, or lying here.</summary>
    private static bool Belongs(
        Packet packet, CabinetId here, ImmutableSortedSet<AgencyCode> collecting, ImmutableSortedSet<AgencyCode> depositing) =>
        packet.Place is PacketPlace.InCompartment place
            ? place.Cabinet == here
            : packet.Stage == PacketStage.Sealed && depositing.Contains(packet.Sender) && collecting.Contains(packet.Receiver);

    private static ExpectedPacket Expected(Packet packet, DesiredSources sources) => ExpectedPacket.Of(
        packet, sources.Cabinet, sources.Agencies.FirstOrDefault(agency => agency.Code == packet.Receiver));

    private static CompartmentSetting Setting(
        Compartment door, ImmutableSortedDictionary<PacketId, ExpectedPacket> listed) =>
        new(door.Number, door.FixedFor, door.OutOfServiceReason)
        {
            SettledUpTo = door.SettledUpTo,
            Unlisted = door.SettledUpTo == 0 ? []
                : [.. door.Contents.Select(content => content.Packet).Where(packet => !listed.ContainsKey(packet)).Order()],
        };

    private static DesiredPerson? Known(Person person, DesiredSources sources, ImmutableSortedSet<AgencyCode> users)
    {
        ImmutableSortedSet<AgencyCode> agencies = person.Agencies.Intersect(users);
        ImmutableSortedSet<AgencyCode> staffOf = person.StaffOf.Intersect(users);
        bool uses = person.Active && (person.Roles.Contains(Role.Courier) || person.Roles.Contains(Role.Clerk))
            && !(agencies.IsEmpty && staffOf.IsEmpty);
        bool services = Rights.MayAdminister(person);
        return (uses || services) && person.Badge is { } badge
            ? new DesiredPerson(person.Id, person.Name, badge, Verifier(person.Id, sources), uses ? agencies : [])
            {
                TwoPersonAgencies = uses ? staffOf : [],
                MayService = services,
            }
            : null;
    }

    private static PinVerifier? Verifier(PersonId person, DesiredSources sources) =>
        !sources.Pepper.IsEmpty && sources.Pins.TryGetValue(person, out PinHash? pin)
            ? new PinVerifier(pin.Salt, pin.Iterations, pin.VerifierFor(sources.Pepper))
            : null;
}
