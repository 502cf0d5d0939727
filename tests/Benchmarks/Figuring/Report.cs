using System.Globalization;

namespace SmartLocker.Benchmarks.Figuring;

/// <summary>What every benchmark says of itself: where it ran, what was promised, whether it was kept.</summary>
internal static class Report
{
    public static void Machine(string verb)
    {
        string load = File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{verb}: {Environment.ProcessorCount} cores, load {load} before it, "
            + $"dotnet run -c Release --project tests/Benchmarks -- {verb}"));
    }

    /// <returns>The exit code: 0 only if what was promised was reached.</returns>
    public static int Goal(string promise, bool kept)
    {
        Console.WriteLine($"{(kept ? "KEPT" : "MISSED")}: {promise}");
        return kept ? 0 : 1;
    }
}
