using System.Collections.Immutable;
using System.Reflection;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Documents;
using SmartLocker.Server.Core.Intake;
using SmartLocker.Server.Features.Intake;

namespace SmartLocker.Server.Features.Demo.City;

/// <summary>The documents of a demonstration: a folder of somebody's, or samples that we carry with us.</summary>
internal sealed record DemoDrop(ImmutableArray<DropFile> Files, byte[]? AddressBook)
{
    private const string BookName = "address-book.json";
    private const string SamplePrefix = "demo/";

    public static DemoDrop Read(string? folder, TextWriter progress)
    {
        ImmutableArray<DropFile> all = folder is null
            ? [.. Samples()]
            : [.. DiskDrop.Read(folder, Say, Say)];
        DropFile? book = all.FirstOrDefault(file => file.Path == BookName);
        return new DemoDrop([.. all.Where(file => file != book)], book is null ? null : Bytes(book));

        void Say(string path, string cause) => progress.WriteLine($"{path}: {cause}");
    }

    /// <summary>Agencies and units that its documents name with certainty are there before it is handed in.</summary>
    /// <returns>Who sends each file; the person who hands it in knows.</returns>
    public DropSenders Prepare(DemoCity city)
    {
        Dictionary<string, AgencyCode> known = new(StringComparer.Ordinal);
        Dictionary<string, ImmutableArray<string>> unknown = new(StringComparer.Ordinal);
        bool readable = Core.Agencies.AddressBook.TryParse(AddressBook ?? [], out AddressBook? read, out _);
        AddressBook? book = readable ? read : null;
        foreach (IntakeResult result in DropReader.Read(Files, book, (_, _) => { }))
        {
            if (result.Outcome is not IntakeOutcome.Accepted { Document: var document }) { continue; }

            if (document.Senders is [{ Code: { } host }, ..]) { known[result.File] = host; }
            else if (!document.Receivers.IsEmpty) { unknown[result.File] = [.. document.Senders.Select(sender => sender.Name)]; }
            foreach (Sender sender in document.Senders.Where(sender => sender.Code is not null))
            {
                city.Need(
                    sender.Code!.Value, NameOf(sender.Code.Value, sender.Name, sender.Unit, book),
                    Units(sender.Unit, sender.Name));
            }

            foreach (Receiver receiver in document.Receivers.Where(receiver => receiver is { IsResolved: true, Code: not null }))
            {
                city.Need(
                    receiver.Code!.Value, NameOf(receiver.Code.Value, receiver.Name, receiver.Unit, book),
                    Units(receiver.Unit, receiver.Name));
            }
        }

        return new DropSenders(known, unknown);
    }

    /// <summary>What a document writes beside the code of a unit is the unit's name, not the agency's.</summary>
    private static string NameOf(AgencyCode code, string written, UnitCode? unit, AddressBook? book) =>
        book?.Rows.FirstOrDefault(row => row.Code == code)?.Name ?? (unit is null ? written : "");

    private static ImmutableArray<AgencyUnit> Units(UnitCode? unit, string name) =>
        unit is { } code ? [new AgencyUnit(code, name)] : [];

    private static IEnumerable<DropFile> Samples()
    {
        Assembly own = typeof(DemoDrop).Assembly;
        return own.GetManifestResourceNames()
            .Where(name => name.StartsWith(SamplePrefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name =>
            {
                using Stream resource = own.GetManifestResourceStream(name)!;
                using MemoryStream copy = new();
                resource.CopyTo(copy);
                return new DropFile(name[SamplePrefix.Length..], copy.ToArray());
            });
    }

    private static byte[] Bytes(DropFile file)
    {
        using Stream stream = file.Open();
        using MemoryStream copy = new();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
