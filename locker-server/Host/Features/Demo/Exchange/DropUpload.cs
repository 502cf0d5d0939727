using System.Collections.Immutable;
using System.Text.Json;
using SmartLocker.Server.Core.Intake;

namespace SmartLocker.Server.Features.Demo.Exchange;

/// <summary>Hands a drop in through the page, folder by folder: the page takes files that lie beside each other.</summary>
internal static class DropUpload
{
    /// <summary>Nobody reads further into a document than this: one more byte says that it is too large.</summary>
    private const int DocumentBytesMax = DropFile.BytesMax + 1;

    /// <param name="key">The same files under the same key are taken in once.</param>
    public static async Task<ImmutableArray<UploadLine>> Send(Browser browser, IEnumerable<DropFile> files, string key)
    {
        ImmutableArray<UploadLine>.Builder lines = ImmutableArray.CreateBuilder<UploadLine>();
        IEnumerable<IGrouping<string, DropFile>> folders = files.GroupBy(file => file.Folder);
        foreach (IGrouping<string, DropFile> folder in folders.OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            foreach (DropFile[] part in Parts([.. folder]))
            {
                string answer = await browser.Upload("/out/upload", part.Select(file => (file.Name, Content(file))), key);
                lines.AddRange(JsonSerializer.Deserialize<UploadLine[]>(answer, JsonSerializerOptions.Web)!
                    .Select(line => line with { File = folder.Key + line.File }));
            }
        }

        return lines.ToImmutable();
    }

    /// <summary>Documents and their lists in one request; every zip in one of its own.</summary>
    private static IEnumerable<DropFile[]> Parts(DropFile[] folder)
    {
        DropFile[] loose = [.. folder.Where(file => !file.IsArchive && (file.IsDocument || file.Length < DocumentBytesMax))];
        if (loose.Any(file => file.IsDocument)) { yield return loose; }
        foreach (DropFile archive in folder.Where(file => file.IsArchive)) { yield return [archive]; }
    }

    private static Stream Content(DropFile file)
    {
        if (file.IsArchive || file.Length < DocumentBytesMax) { return file.Open(); }

        using Stream stream = file.Open();
        byte[] start = new byte[DocumentBytesMax];
        int read = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        return new MemoryStream(start, 0, read, writable: false);
    }
}
