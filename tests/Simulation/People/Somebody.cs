using System.Collections.Immutable;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Agencies;

namespace SmartLocker.Simulation.People;

/// <summary>A simulated person: who they are on record, and what they carry.</summary>
internal sealed class Somebody(Person person, string pin)
{
    public Person Person => person;
    public PersonId Id => person.Id;
    public string Badge => person.Badge!.Value.Value;
    public string Pin => pin;
    public AgencyCode Agency => person.Agencies.First();

    /// <summary>Packets in the person's hands.</summary>
    public SortedSet<PacketId> Hands { get; } = [];

    public bool AtKiosk { get; set; }

    /// <summary>Nobody else's packets hang on this one person: no named opener, and colleagues stay.</summary>
    public bool MayLeave { get; init; }

    /// <summary>Not one of the city's people any more.</summary>
    public bool IsWithdrawn { get; set; }

    /// <summary>Looks after cabinets, and is of no agency.</summary>
    public static Somebody Technician(BadgeNumber badge, string pin) => new(
        new Person
        {
            Id = PersonId.Parse("technician"),
            Name = "維護人員",
            Roles = [Role.Administrator],
            Badge = badge,
        },
        pin);

    public static Somebody Of(PersonId id, string name, AgencyCode agency, BadgeNumber badge, string pin, bool mayLeave) => new(
        new Person
        {
            Id = id,
            Name = name,
            Roles = [Role.Courier, Role.Clerk],
            Agencies = ImmutableSortedSet.Create(agency),
            StaffOf = ImmutableSortedSet.Create(agency),
            Badge = badge,
            Email = $"{id}@example.org",
        },
        pin)
    {
        MayLeave = mayLeave,
    };
}
