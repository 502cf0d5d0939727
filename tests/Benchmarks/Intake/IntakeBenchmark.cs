using System.Globalization;
using SmartLocker.Server.Features.Intake.Archives;

namespace SmartLocker.Benchmarks.Intake;

/// <summary>
/// The promises of intake: 250 receivers within a second, no single file beyond two seconds or 256 MiB, measured on real
/// processes of "intake check".
/// </summary>
internal static class IntakeBenchmark
{
    private const double PeakMebibytesMax = 256;
    private static readonly TimeSpan HonestMax = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan HostileMax = TimeSpan.FromSeconds(2);

    public static async Task<int> Run(string[] typed)
    {
        DirectoryInfo place = Directory.CreateTempSubdirectory("intake-benchmark-");
        try
        {
            bool kept = true;
            Console.WriteLine($"{Environment.ProcessorCount} processors; time from start to end of the process");
            Console.WriteLine($"{"drop",-36}{"ms",8}{"cpu ms",8}{"MiB",8}{"lines",8}");
            foreach ((string name, string path, TimeSpan max) in Drop(place.FullName))
            {
                if (typed.Length > 0 && !typed.Any(word => name.Contains(word, StringComparison.Ordinal))) { continue; }

                CheckedDrop cost = await CheckedDrop.Run(path);
                bool isWithin = cost.Elapsed <= max && cost.PeakMebibytes <= PeakMebibytesMax && cost.ExitCode == 0;
                kept &= isWithin;
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name,-36}{cost.Elapsed.TotalMilliseconds,8:F0}{cost.Worked.TotalMilliseconds,8:F0}")
                    + string.Create(
                        CultureInfo.InvariantCulture, $"{cost.PeakMebibytes,8:F0}{cost.Lines,8}{(isWithin ? "" : "  BEYOND")}"));
            }

            return kept ? 0 : 1;
        }
        finally
        {
            place.Delete(recursive: true);
        }
    }

    private static IEnumerable<(string Name, string Path, TimeSpan Max)> Drop(string place)
    {
        yield return ("250 receivers", Pair(place, "honest", Drops.Honest, Drops.List(250)), HonestMax);
        yield return ("the longest list", Pair(place, "longest", Drops.Honest, Drops.LongestList()), HostileMax);
        foreach ((string name, string document) in Drops.Documents)
        {
            string path = Pair(place, name.Replace(' ', '-'), document, Drops.List(1_000));
            yield return (name, path, HostileMax);

            string zip = Path.Combine(place, name.Replace(' ', '-') + ".zip");
            byte[] bytes = Drops.Bytes(document);
            int copies = (int)LetIn(bytes);
            Drops.Zip(zip, [("list.sw", Drops.Bytes(Drops.List(10))), .. Copies(copies, bytes)], paddingBytes: 1_000_000);
            yield return ($"{copies} × {name}, zipped", zip, HostileMax);
        }

        foreach ((string name, string path) in Zips(place)) { yield return (name, path, HostileMax); }
    }

    private static IEnumerable<(string Name, string Path)> Zips(string place)
    {
        string shared = Path.Combine(place, "shared.zip");
        Drops.Zip(
            shared,
            [("list.sw", Drops.Bytes(Drops.LongestList())), .. Copies(9_990, Drops.Bytes(Drops.Honest))],
            paddingBytes: 500_000);
        yield return ("10,000 documents, one longest list", shared);

        string lists = Path.Combine(place, "lists.zip");
        byte[] longest = Drops.Bytes(Drops.LongestList());
        long pairs = LetIn(longest);
        Drops.Zip(
            lists,
            Enumerable.Range(0, (int)pairs)
                .SelectMany(i => new[] { ($"{i}/a.di", Drops.Bytes(Drops.Honest)), ($"{i}/list.sw", longest) }),
            paddingBytes: 1_000_000);
        yield return ($"{pairs} documents, {pairs} longest lists", lists);

        string bomb = Path.Combine(place, "bomb.zip");
        Drops.Zip(bomb, [("a.di", Drops.Bytes(Drops.Honest)), ("zeros.bin", new byte[512 * 1024 * 1024])]);
        yield return ("a bomb of 512 MiB", bomb);

        string sparse = Path.Combine(place, "sparse.zip");
        using (FileStream file = File.Create(sparse)) { file.SetLength(16L * 1024 * 1024 * 1024); }
        yield return ("16 GiB of nothing", sparse);
    }

    /// <summary>How many copies of a document a zip may hold before it is refused unread: the dearest zip there is.</summary>
    private static long LetIn(byte[] document)
    {
        MarkupCount each = default(MarkupCount).With(document).Of(document.Length);
        long byTags = (ZipLimits.TagsMax - 10_000) / Math.Max(1, each.Tags);
        long byAttributes = (ZipLimits.AttributesMax - 10_000) / Math.Max(1, each.Attributes);
        return new[] { 62, 62L * 1024 * 1024 / document.Length, byTags, byAttributes }.Min();
    }

    private static IEnumerable<(string Name, byte[] Content)> Copies(int count, byte[] document) =>
        Enumerable.Range(0, count).Select(i => ($"{i:D5}.di", document));

    private static string Pair(string place, string name, string document, string list)
    {
        string folder = Directory.CreateDirectory(Path.Combine(place, name)).FullName;
        File.WriteAllBytes(Path.Combine(folder, "list.sw"), Drops.Bytes(list));
        string path = Path.Combine(folder, "a.di");
        File.WriteAllBytes(path, Drops.Bytes(document));
        return path;
    }
}
