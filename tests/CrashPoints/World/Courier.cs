using System.Collections.Immutable;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Agencies;

namespace SmartLocker.CrashPoints.Tests.World;

/// <summary>A person with a badge and a PIN, of one agency.</summary>
internal sealed record Courier(Person Person, string Pin)
{
    public string Badge => Person.Badge!.Value.Value;
    public AgencyCode Agency => Person.Agencies.First();

    public static Courier Of(int number, AgencyCode agency, params Role[] roles)
    {
        PersonId id = PersonId.Parse($"person-{number}");
        return new Courier(
            new Person
            {
                Id = id,
                Name = $"人員{number}",
                Roles = roles is [] ? [Role.Courier, Role.Clerk] : [.. roles],
                Agencies = ImmutableSortedSet.Create(agency),
                StaffOf = ImmutableSortedSet.Create(agency),
                Badge = BadgeNumber.FromDigits($"{number:D16}"[^BadgeNumber.RandomDigits..]),
                Email = $"{id}@example.org",
            },
            $"4711000{number}");
    }
}
