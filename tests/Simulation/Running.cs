using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using SmartLocker.Simulation.World;

namespace SmartLocker.Simulation;

/// <summary>Runs histories over the product as it is, and says what came of them.</summary>
internal static class Running
{
    private const int ViolationsShown = 5;

    public static int All(int from, int count, int hours, bool nightly)
    {
        long begun = Stopwatch.GetTimestamp();
        RunResult[] results = new RunResult[count];
        Parallel.For(
            0, count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            index => results[index] = Campaign.Run(from + index, TimeSpan.FromHours(hours)));
        foreach (RunResult result in results)
        {
            foreach (Violation violation in result.Violations.Take(ViolationsShown))
            {
                Console.WriteLine($"seed {result.Seed}: {violation}");
            }
        }

        SortedDictionary<FaultKind, long> hits = Sum(results, result => result.Faults.Select(hit => (hit.Key, (long)hit.Value)));
        SortedDictionary<string, long> markers = Sum(results, result => result.Markers.Select(hit => (hit.Key, hit.Value)));
        Console.WriteLine($"faults hit: {string.Join(", ", hits.Select(hit => $"{hit.Key} {hit.Value}"))}");
        Console.WriteLine($"markers: {string.Join(", ", markers.Select(hit => $"{hit.Key} {hit.Value}"))}");
        string[] missed = nightly ? [.. Markers.Required.Where(name => !markers.ContainsKey(name))] : [];
        foreach (string name in missed) { Console.WriteLine($"never happened: {name}"); }

        Console.WriteLine($"trace {Hash(results)}");
        Console.Error.WriteLine($"{Stopwatch.GetElapsedTime(begun).TotalSeconds:F0} s");
        int violations = results.Sum(result => result.Violations.Count);
        long events = results.Sum(result => result.Events);
        Console.WriteLine(
            $"{count} seeds, {hours} h each, {events} events, {hits.Values.Sum()} faults of {hits.Count} kinds, "
                + $"{violations} violations");
        return violations == 0 && missed.Length == 0 ? 0 : 1;
    }

    public static int Replay(int seed, int hours, string about, CityPlan plan)
    {
        RunResult result = Campaign.Run(seed, TimeSpan.FromHours(hours), about, plan);
        foreach (string line in result.LastLines) { Console.WriteLine(line); }
        foreach (Violation violation in result.Violations) { Console.WriteLine(violation); }

        Console.WriteLine($"trace {Hash([result])}");
        int faults = result.Faults.Values.Sum();
        int violations = result.Violations.Count;
        Console.WriteLine($"1 seeds, {hours} h each, {result.Events} events, {faults} faults, {violations} violations");
        return violations == 0 ? 0 : 1;
    }

    private static SortedDictionary<T, long> Sum<T>(
        IEnumerable<RunResult> results, Func<RunResult, IEnumerable<(T Name, long Hits)>> of)
        where T : notnull
    {
        SortedDictionary<T, long> sums = [];
        foreach ((T name, long hits) in results.SelectMany(of)) { sums[name] = sums.GetValueOrDefault(name) + hits; }

        return sums;
    }

    private static string Hash(IEnumerable<RunResult> results) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.ASCII.GetBytes(string.Concat(results.Select(one => one.Hash)))).AsSpan(0, 8));
}
