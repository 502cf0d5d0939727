using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Intake;
using SmartLocker.Server.Features.Intake;

namespace SmartLocker.Server.Features.Upload;

/// <summary>
/// Takes in what a person sent from the page: reads the drop, and hands each document in for the agency that sends it.
/// </summary>
internal sealed class UploadDesk(IntakeDesk intake, AddressBookShelf shelf)
{
    private const string Unreadable = "unreadable";

    private static readonly string[] Read = [".di", ".sw", ".zip"];

    /// <summary>A clerk whom nobody gave an agency yet has nobody to hand in for.</summary>
    public static bool MayTakeIn(Person by) =>
        Rights.MayAdminister(by) || by.Agencies.Any(agency => Rights.MayPackFor(by, agency));

    public static ImmutableArray<string> Ignored(IFormFileCollection files) =>
        [.. files.Select(NameOf).Where(name => !Read.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase))];

    /// <param name="formKey">Of the form that was sent; with the files' own bytes it tells a repeated sending from a
    /// new one.</param>
    public async Task<ImmutableArray<TakenIn>> TakeIn(Person by, IFormFileCollection files, string formKey)
    {
        DropFile[] drop = [.. files.Select(file => new DropFile(NameOf(file), file.Length, file.OpenReadStream))];
        List<TakenIn> taken = [];
        List<IntakeResult> results = [];
        AddressBook? book = await shelf.Read();
        foreach (IntakeResult result in DropReader.Read(drop, book, (file, cause) =>
            taken.Add(new TakenIn.Refused(file, Unreadable, cause))))
        {
            results.Add(result);
        }

        string key = formKey.Length > 0 ? $"{formKey[..Math.Min(formKey.Length, 64)]}.{await Fingerprint(drop)}" : "";
        foreach (IGrouping<AgencyCode?, IntakeResult> ofOne in results.GroupBy(result => Owner(by, result)))
        {
            taken.AddRange(await intake.TakeIn([.. ofOne], ofOne.Key, Actor.Person(by.Id), key));
        }

        Dictionary<string, int> order = results.Select(result => result.File).Distinct().Index()
            .ToDictionary(one => one.Item, one => one.Index);
        return [.. taken.OrderBy(one => order.GetValueOrDefault(one.File, int.MaxValue))];
    }

    /// <summary>
    /// The sender where the person packs for it; where a person packs for several and the file names no sender, nobody guesses.
    /// For a sender of somebody else's it is the person's own agency, for which intake refuses it. An administrator
    /// hands in for all.
    /// </summary>
    private static AgencyCode? Owner(Person by, IntakeResult result)
    {
        if (Rights.MayAdminister(by)) { return null; }

        AgencyCode[] own = [.. by.Agencies.Where(agency => Rights.MayPackFor(by, agency))];
        AgencyCode? sender = result.Outcome is IntakeOutcome.Accepted { Document.Senders: [var first, ..] } ? first.Code : null;
        return sender is { } code && own.Contains(code) ? code
            : sender is null && own.Length > 1 ? null
            : own[0];
    }

    /// <summary>Some browsers send a path; a drop's files lie beside each other.</summary>
    private static string NameOf(IFormFile file) => file.FileName[(file.FileName.LastIndexOfAny(['/', '\\']) + 1)..];

    private static async Task<string> Fingerprint(IEnumerable<DropFile> drop)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[64 * 1024];
        foreach (DropFile file in drop)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{file.Path}\n{file.Length}\n"));
            await using Stream stream = file.Open();
            int read;
            while ((read = await stream.ReadAsync(buffer)) > 0) { hash.AppendData(buffer.AsSpan(0, read)); }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
