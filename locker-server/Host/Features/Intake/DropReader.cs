using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Intake;
using SmartLocker.Server.Features.Intake.Archives;

namespace SmartLocker.Server.Features.Intake;

/// <summary>The one way in for documents: a drop of files, folders and zips, one result for every document in it.</summary>
/// <remarks>Results come in the order of paths, those of a zip where the zip stands; only the file at hand is held.</remarks>
internal static class DropReader
{
    /// <summary>
    /// How many bytes of exchange lists the documents of one zip may share beyond their first use: some 500 documents with 250
    /// receivers each, and little enough that a zip made to abuse it costs less than a second.
    /// </summary>
    private const long RepeatBytesMax = 16 * 1024 * 1024;

    /// <param name="files">What was handed over; paths are relative to it.</param>
    /// <param name="book">The address book to check codes against; without one, written codes count as known.</param>
    /// <param name="unreadable">Told of every file that could not be read, by path and cause; the rest goes on.</param>
    public static IEnumerable<IntakeResult> Read(
        IEnumerable<DropFile> files, AddressBook? book, Action<string, string> unreadable)
    {
        DropFile[] drop = [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)];
        DropIntake loose = new(drop, book);
        foreach (DropFile file in drop)
        {
            IEnumerable<IntakeResult> results = file switch
            {
                { IsDocument: true } => Take(loose, file, file.Path, unreadable),
                { IsArchive: true } => Archive(file, book, unreadable),
                _ => [],
            };
            foreach (IntakeResult result in results) { yield return result; }
        }
    }

    private static IEnumerable<IntakeResult> Archive(DropFile file, AddressBook? book, Action<string, string> unreadable)
    {
        (ZipDrop? archive, IntakeResult? refused) = Open(file, unreadable);
        using (archive)
        {
            if (refused is not null) { yield return refused; }
            if (archive is null) { yield break; }

            DropIntake intake = new(archive.Files, book, RepeatBytesMax);
            foreach (DropFile document in intake.Documents)
            {
                foreach (IntakeResult result in Take(intake, document, $"{file.Path}/{document.Path}", unreadable))
                {
                    yield return result;
                }
            }
        }
    }

    private static (ZipDrop? Archive, IntakeResult? Refused) Open(DropFile file, Action<string, string> unreadable)
    {
        try
        {
            return (ZipDrop.Open(file), null);
        }
        catch (InvalidDataException)
        {
            return (null, new IntakeResult(file.Path, Refusals.Of(RefusalReason.UnsafeArchive)));
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            unreadable(file.Path, denied.Message);
            return (null, null);
        }
    }

    private static IEnumerable<IntakeResult> Take(
        DropIntake intake, DropFile document, string name, Action<string, string> unreadable)
    {
        try
        {
            return [new IntakeResult(name, intake.Take(document))];
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            unreadable(name, denied.Message);
            return [];
        }
    }
}
