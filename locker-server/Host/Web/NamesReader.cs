using System.Collections.Immutable;
using SmartLocker.Server.Storage;
using SmartLocker.Server.Web.Words;

namespace SmartLocker.Server.Web;

/// <summary>Loads the names that a page needs to speak of agencies and persons.</summary>
internal sealed class NamesReader(ILedger ledger)
{
    public async Task<Names> Read() => new(
        (await ledger.Views.Agencies()).ToImmutableSortedDictionary(agency => agency.Code, agency => agency.Name),
        (await ledger.Views.People()).ToImmutableSortedDictionary(person => person.Id, person => person.Name));
}
