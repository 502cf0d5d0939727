using System.Collections.Immutable;
using SmartLocker.Server.Core.Access;

namespace SmartLocker.Server.Core.Agencies;

/// <summary>Somebody who acts for one or more agencies. What proves who they are (PIN, password) is kept elsewhere.</summary>
public sealed record Person
{
    public required PersonId Id { get; init; }

    public required string Name { get; init; }

    public ImmutableSortedSet<Role> Roles { get; init; } = [];

    /// <summary>The agencies the person deposits, collects, packs and signs for, as far as the roles go.</summary>
    public ImmutableSortedSet<AgencyCode> Agencies { get; init; } = [];

    /// <summary>The agencies of which the person counts as staff where two persons must be present (密).</summary>
    public ImmutableSortedSet<AgencyCode> StaffOf { get; init; } = [];

    public BadgeNumber? Badge { get; init; }

    public string? Email { get; init; }

    /// <summary>False once the person has left: keeps the name on old records, opens nothing any more.</summary>
    public bool Active { get; init; } = true;
}
