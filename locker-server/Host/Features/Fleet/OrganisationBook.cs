using System.Collections.Immutable;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Features.Agencies;
using SmartLocker.Server.Storage;

namespace SmartLocker.Server.Features.Fleet;

/// <summary>Who there is, as of one moment of the record: what every cabinet's desired state is made from.</summary>
/// <param name="UpTo">Cursor of the history up to which it is known to be true.</param>
public sealed record OrganisationBook(
    long UpTo, ImmutableArray<Agency> Agencies, ImmutableArray<Person> People, ImmutableSortedDictionary<PersonId, PinHash> Pins)
{
    /// <summary>Everything in a book was read at once: of one reading, two books say the same.</summary>
    public object Reading { get; } = new();
}

/// <summary>Reads the book again only when an agency or a person has changed. One serves all who ask.</summary>
public sealed class OrganisationShelf(ILedger ledger)
{
    private volatile OrganisationBook? _book;

    public async Task<OrganisationBook> Read()
    {
        // Before the reading: what is committed meanwhile may be in it already, and is looked for again next time.
        long cursor = ledger.Bell.Cursor;
        if (_book is { } book && (book.UpTo == cursor || !await HasChanged(book.UpTo)))
        {
            return _book = book with { UpTo = cursor };
        }

        return _book = new OrganisationBook(
            cursor, [.. await ledger.Views.Agencies()], [.. await ledger.Views.People()], await OrganisationDesk.Pins(ledger));
    }

    private async Task<bool> HasChanged(long since) => (await ledger.Views.StreamsSince(since)).Any(StreamNames.IsOrganisation);
}
