using System.Runtime.CompilerServices;

namespace SmartLocker.TestKit;

/// <summary>A text that is reviewed as a file beside its test. `UPDATE_SNAPSHOTS=1` writes it anew.</summary>
public static class Snapshot
{
    public static void Matches(string name, string actual, [CallerFilePath] string test = "")
    {
        string path = Path.Combine(Path.GetDirectoryName(test)!, name);
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(path, actual);
        }

        string[] expected = File.Exists(path) ? File.ReadAllLines(path) : [];
        string[] found = actual.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        for (int line = 0; line < Math.Max(expected.Length, found.Length); line++)
        {
            (string? was, string? now) = (expected.ElementAtOrDefault(line), found.ElementAtOrDefault(line));
            if (was != now)
            {
                throw new InvalidOperationException($"{name}:{line + 1} expected \"{was}\", found \"{now}\".");
            }
        }
    }
}
