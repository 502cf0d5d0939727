using System.Collections.Immutable;
using SmartLocker.Firmware.Core.Desired;

namespace SmartLocker.Firmware.Core.Tests.Cabinet;

/// <summary>Two agencies and their people, and packets between them.</summary>
public static class People
{
    public static readonly AgencyCode Health = AgencyCode.Parse("387020000A");
    public static readonly AgencyCode Works = AgencyCode.Parse("387150000C");

    /// <summary>Deposits for works.</summary>
    public static readonly CabinetPerson Sender = Person("lin", "0000000001", [Works], []);

    /// <summary>Collects for health, opens its two-person packets.</summary>
    public static readonly CabinetPerson Opener = Person("chen", "0000000002", [Health], [Health]);
    public static readonly CabinetPerson Second = Person("wang", "0000000003", [Health], [Health]);
    public static readonly CabinetPerson Stranger = Person("huang", "0000000004", [Works], [Works]);

    /// <summary>May service the cabinet; neither deposits nor collects.</summary>
    public static readonly CabinetPerson Keeper = Person("liu", "0000000005", [], []) with { MayService = true };

    public static readonly PacketId Plain = PacketId.FromDigits("000000000001");
    public static readonly PacketId PlainToo = PacketId.FromDigits("000000000002");
    public static readonly PacketId Urgent = PacketId.FromDigits("000000000003");
    public static readonly PacketId ForTwo = PacketId.FromDigits("000000000004");
    public static readonly PacketId ForWorks = PacketId.FromDigits("000000000005");
    public static readonly PacketId Held = PacketId.FromDigits("000000000006");
    public static readonly PacketId Unknown = PacketId.FromDigits("000000000099");

    public static readonly CabinetPerson[] Everybody = [Sender, Opener, Second, Stranger];

    public static ExpectedPacket Packet(PacketId id, PacketStanding standing = PacketStanding.Sealed) => id switch
    {
        _ when id == ForTwo => Make(id, Health, Urgency.Ordinary, PickupPolicy.TwoPersons, standing),
        _ when id == Urgent => Make(id, Health, Urgency.Fastest, PickupPolicy.OnePerson, standing) with { Size = PacketSize.M },
        _ when id == ForWorks => Make(id, Works, Urgency.Ordinary, PickupPolicy.OnePerson, standing),
        _ when id == Held => Make(id, Health, Urgency.Ordinary, PickupPolicy.OnePerson, PacketStanding.Held),
        _ => Make(id, Health, Urgency.Ordinary, PickupPolicy.OnePerson, standing),
    };

    public static DesiredState Wanted(long version = 1, PacketStanding standing = PacketStanding.Sealed)
    {
        PacketId[] packets = [Plain, PlainToo, Urgent, ForTwo, ForWorks, Held];
        return DesiredState.Empty with
        {
            Version = version,
            People = Everybody.Append(Keeper).ToImmutableSortedDictionary(person => person.Id, person => person),
            Packets = packets.ToImmutableSortedDictionary(id => id, id => Packet(id, standing)),
        };
    }

    private static CabinetPerson Person(string name, string badge, AgencyCode[] agencies, AgencyCode[] twoPersons) => new(
        PersonId.Parse(name), name, BadgeNumber.FromDigits(badge), new PinVerifier([1], 1, [2]), [.. agencies], [.. twoPersons]);

    private static ExpectedPacket Make(
        PacketId id, AgencyCode receiver, Urgency urgency, PickupPolicy policy, PacketStanding standing) =>
        new(id, Works, receiver, PacketSize.S, urgency, policy, [Opener.Id], DateTimeOffset.UnixEpoch, standing)
        {
            Sharing = policy is PickupPolicy.OnePerson ? PacketSharing.WithReceiversOwn : PacketSharing.Alone,
        };
}
