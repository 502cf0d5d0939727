using System.Collections.Immutable;

namespace SmartLocker.Server.Core.Fleet.Desired;

/// <summary>Somebody who uses this cabinet, with what recognises them here and nowhere else.</summary>
/// <param name="Pin">Nothing for a person without a PIN, who cannot sign in: a one-time code needs one too.</param>
public sealed record DesiredPerson(
    PersonId Id, string Name, BadgeNumber Badge, PinVerifier? Pin, ImmutableSortedSet<AgencyCode> Agencies)
{
    /// <summary>Agencies of which the person counts as staff where two must be present.</summary>
    public required ImmutableSortedSet<AgencyCode> TwoPersonAgencies { get; init; }

    /// <summary>Looks after cabinets: may end a block of opening from afar, signed in there.</summary>
    public bool MayService { get; init; }

    /// <summary>Sets do not compare by value in a record, so this says when two descriptions are the same.</summary>
    public bool Same(DesiredPerson other) =>
        Id == other.Id && Name == other.Name && Badge == other.Badge && MayService == other.MayService
        && (Pin is null ? other.Pin is null : other.Pin is not null && Pin.Same(other.Pin))
        && Agencies.SetEquals(other.Agencies) && TwoPersonAgencies.SetEquals(other.TwoPersonAgencies);
}
