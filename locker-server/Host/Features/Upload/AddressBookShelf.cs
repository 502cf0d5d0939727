using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Storage;
using SmartLocker.Server.Storage.Deciding;

namespace SmartLocker.Server.Features.Upload;

/// <summary>The official address book as it was imported last; drops are read against it.</summary>
/// <remarks>Kept as the bytes that were imported, so that a later version of the program reads it by its own rules.</remarks>
public sealed class AddressBookShelf(ILedger ledger)
{
    private const string Kind = "address-book";
    private const string Current = "current";

    private AddressBook? _read;

    /// <summary>Nothing before the first import: written codes then count as known.</summary>
    public async Task<AddressBook?> Read()
    {
        if (_read is null && await ledger.Vault.FindSecret(Kind, Current) is { } kept
            && AddressBook.TryParse(kept, out AddressBook? book, out _))
        {
            _read = book;
        }

        return _read;
    }

    /// <returns>What is wrong with it; then the one before stays.</returns>
    public async Task<string?> Import(byte[] json, Actor by)
    {
        if (!await ledger.MayAdminister(by)) { return "Only an administrator imports the address book."; }
        if (!AddressBook.TryParse(json, out AddressBook? book, out string? problem)) { return problem; }

        await ledger.Vault.KeepSecret(Kind, Current, json);
        _read = book;
        return null;
    }
}
