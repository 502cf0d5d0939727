using System.Collections.Immutable;
using SmartLocker.Server.Core.Access;

namespace SmartLocker.Server.Web.Words;

/// <summary>The names behind codes, loaded once for a page.</summary>
public sealed record Names(
    ImmutableSortedDictionary<AgencyCode, string> Agencies, ImmutableSortedDictionary<PersonId, string> Persons)
{
    public string Of(AgencyCode agency) => Agencies.GetValueOrDefault(agency, agency.Value);

    public string Of(PersonId person) => Persons.GetValueOrDefault(person, person.Value);

    /// <summary>A person by name wherever a person acted (docs/rules.md R-9); else the machine.</summary>
    public string Of(Actor actor, Language language)
    {
        if (actor.AsPerson is { } person) { return Of(person); }

        string machine = actor.Text.Split(':')[^1];
        return actor == Actor.Server
            ? new Phrase("系統", "the system").In(language)
            : AgencyCode.TryParse(machine, out AgencyCode agency) && Agencies.TryGetValue(agency, out string? name)
                ? new Phrase($"{name}公文系統", $"document system of {name}").In(language)
                : machine;
    }
}
