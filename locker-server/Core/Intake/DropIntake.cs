using System.Collections.Immutable;
using SmartLocker.Server.Core.Agencies;

namespace SmartLocker.Server.Core.Intake;

/// <summary>
/// Takes in one drop: each document of it with the exchange lists beside it. One file's fault is no other file's.
/// </summary>
/// <param name="files">All files of the drop; those that are neither documents nor named by one are never opened.</param>
/// <param name="book">The address book to check codes against; without one, written codes count as known.</param>
/// <param name="repeatBytesMax">How many bytes of exchange lists may be used again, over the whole drop.</param>
public sealed class DropIntake(IEnumerable<DropFile> files, AddressBook? book, long repeatBytesMax = long.MaxValue)
{
    private readonly ImmutableArray<DropFile> _files = [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)];
    private ExchangeListShelf? _shelf;

    /// <summary>The documents, in the order of their paths; each gives exactly one outcome.</summary>
    public IEnumerable<DropFile> Documents => _files.Where(file => file.IsDocument);

    /// <exception cref="IOException">The file, or the list it names, cannot be read; the next one may still be.</exception>
    public IntakeOutcome Take(DropFile document)
    {
        _shelf ??= new ExchangeListShelf(_files, repeatBytesMax);
        return new DocumentReader(document, _shelf, book).Read();
    }
}
