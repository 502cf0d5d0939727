using System.Globalization;
using System.Runtime.InteropServices;

namespace SmartLocker.Server.Serve;

/// <summary>Gives back pages of program files that the start, or a busy time, touched last.</summary>
/// <remarks>
/// MADV_DONTNEED (madvise(2)) on a page of a file that nobody has written to loses nothing: the next touch finds it in the page
/// cache or in the file. Only what two looks in a row found unwritten is dropped: nothing that is just being loaded is touched.
/// </remarks>
internal sealed partial class FilePages
{
    private const int DontNeed = 4;
    private const string NoPageOfItsOwn = "0 kB";
    private static readonly string[] NoFiles = ["/memfd:", "/dev/"];

    private HashSet<string> _seen = [];

    /// <summary>Drops what the look before had found already; memory is a courtesy, and never a reason to stop.</summary>
    /// <returns>How many mappings were dropped; none at the first look.</returns>
    public int Drop()
    {
        if (!OperatingSystem.IsLinux()) { return 0; }

        try
        {
            HashSet<string> now = Unwritten(File.ReadLines("/proc/self/smaps"));
            string[] drop = [.. now.Where(_seen.Contains)];
            _seen = now;
            return drop.Count(TryDrop);
        }
        catch (Exception refused) when (refused
            is IOException or UnauthorizedAccessException or EntryPointNotFoundException or DllNotFoundException)
        {
            return 0;
        }
    }

    /// <summary>Of /proc/self/smaps (proc_pid_smaps(5)): code, and what is shared and read, without a page of its own.</summary>
    internal static HashSet<string> Unwritten(IEnumerable<string> smaps)
    {
        HashSet<string> found = [];
        string? candidate = null;
        foreach (string line in smaps)
        {
            if (line.Length > 0 && !char.IsAsciiLetterUpper(line[0]))
            {
                candidate = IsOfFile(line) ? line : null;
            }
            else if (candidate is not null && line.StartsWith("Anonymous:", StringComparison.Ordinal)
                && line["Anonymous:".Length..].Trim() == NoPageOfItsOwn)
            {
                found.Add(candidate);
            }
        }

        return found;
    }

    /// <summary>A deleted file is better left alone.</summary>
    private static bool IsOfFile(string line) =>
        line.Split(' ', 6, StringSplitOptions.RemoveEmptyEntries) is [_, "r--s" or "r-xp", _, _, _, ['/', ..] path]
        && !NoFiles.Any(prefix => path.StartsWith(prefix, StringComparison.Ordinal))
        && !path.EndsWith(" (deleted)", StringComparison.Ordinal);

    private static bool TryDrop(string mapping)
    {
        string[] ends = mapping[..mapping.IndexOf(' ', StringComparison.Ordinal)].Split('-');
        (nuint start, nuint end) = (Address(ends[0]), Address(ends[1]));
        return Advise(start, end - start, DontNeed) == 0;
    }

    private static nuint Address(string text) =>
        nuint.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    [LibraryImport("libc", EntryPoint = "madvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Advise(nuint address, nuint length, int advice);
}
