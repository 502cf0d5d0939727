using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Storage;

namespace SmartLocker.Server.Features.Fleet;

/// <summary>Loads several at once; those that are not on record are left out.</summary>
internal static class Lookups
{
    public static async Task<IReadOnlyList<Person>> People(ILedger ledger, IEnumerable<PersonId> ids)
    {
        List<Person> people = [];
        foreach (PersonId id in ids)
        {
            if (await ledger.FindPerson(id) is { State: var person }) { people.Add(person); }
        }

        return people;
    }

    public static async Task<IReadOnlyList<Agency>> Agencies(ILedger ledger, IEnumerable<AgencyCode> codes)
    {
        List<Agency> agencies = [];
        foreach (AgencyCode code in codes)
        {
            if (await ledger.FindAgency(code) is { State: var agency }) { agencies.Add(agency); }
        }

        return agencies;
    }
}
