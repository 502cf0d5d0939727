using System.Globalization;

namespace SmartLocker.Firmware.Agent.Running;

/// <summary>A stretch of a file in this process's address space that nobody has written to: program code, mostly.</summary>
/// <param name="Line">How the kernel names it: addresses, permissions, place in the file, device, inode, path.</param>
public sealed record FileMapping(string Line)
{
    private const string NoPageOfItsOwn = "Anonymous: 0 kB";

    public nuint Start => Address(0);

    public nuint Length => Address(1) - Start;

    /// <summary>
    /// Reads /proc/self/smaps (proc_pid_smaps(5)) and keeps what can be read again from its file: shared and
    /// read-only, or code without a page of its own.
    /// </summary>
    public static IReadOnlySet<FileMapping> Unwritten(IEnumerable<string> smaps)
    {
        HashSet<FileMapping> found = [];
        FileMapping? candidate = null;
        foreach (string line in smaps)
        {
            if (line.Length > 0 && !char.IsAsciiLetterUpper(line[0]))
            {
                candidate = IsFileReadOnly(line) ? new FileMapping(line) : null;
            }
            else if (candidate is not null && line.StartsWith("Anonymous:", StringComparison.Ordinal)
                && string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)) == NoPageOfItsOwn)
            {
                found.Add(candidate);
            }
        }

        return found;
    }

    /// <summary>"/memfd:" and "/dev/" have no file to be read again from; a deleted file is better left alone.</summary>
    private static bool IsFileReadOnly(string line)
    {
        string[] fields = line.Split(' ', 6, StringSplitOptions.RemoveEmptyEntries);
        return fields is [_, "r--s" or "r-xp", _, _, _, ['/', ..] path]
            && !path.StartsWith("/memfd:", StringComparison.Ordinal)
            && !path.StartsWith("/dev/", StringComparison.Ordinal)
            && !path.EndsWith(" (deleted)", StringComparison.Ordinal);
    }

    private nuint Address(int which) =>
        nuint.Parse(Line[..Line.IndexOf(' ', StringComparison.Ordinal)].Split('-')[which], NumberStyles.AllowHexSpecifier,
            CultureInfo.InvariantCulture);
}
