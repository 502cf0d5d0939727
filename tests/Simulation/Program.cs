using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SmartLocker.Simulation.World;

namespace SmartLocker.Simulation;

/// <summary>Runs seeds, or replays one: --seeds N --hours H [--from S], or --seed S --hours H [--about TEXT].</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        string about = "";
        if (arguments is [.. var others, "--about", var text]) { (arguments, about) = (others, text); }

        if (arguments.Contains("--help") || !TryRead(arguments, out SortedDictionary<string, int> read))
        {
            Console.Error.WriteLine("simulation --seeds N --hours H [--from S]   runs seeds S (1) to S + N - 1");
            Console.Error.WriteLine("simulation --seed S --hours H               replays one and prints its last events");
            Console.Error.WriteLine("           [--about TEXT]                   or all events that mention it");
            return arguments.Contains("--help") ? 0 : 64;
        }

        int hours = read.GetValueOrDefault("--hours", 24);
        return read.TryGetValue("--seed", out int seed)
            ? Replay(seed, hours, about)
            : RunAll(read.GetValueOrDefault("--from", 1), read.GetValueOrDefault("--seeds", 10), hours);
    }

    private static int RunAll(int from, int count, int hours)
    {
        RunResult[] results = new RunResult[count];
        Parallel.For(0, count, index => results[index] = Campaign.Run(from + index, TimeSpan.FromHours(hours)));
        foreach (RunResult result in results)
        {
            foreach (Violation violation in result.Violations.Take(5)) { Console.WriteLine($"seed {result.Seed}: {violation}"); }
        }

        SortedDictionary<FaultKind, long> hits = [];
        foreach ((FaultKind kind, int hit) in results.SelectMany(result => result.Faults))
        {
            hits[kind] = hits.GetValueOrDefault(kind) + hit;
        }

        Console.WriteLine($"faults hit: {string.Join(", ", hits.Select(hit => $"{hit.Key} {hit.Value}"))}");
        Console.WriteLine($"trace {Hash(results)}");
        int violations = results.Sum(result => result.Violations.Count);
        long events = results.Sum(result => result.Events);
        Console.WriteLine($"{count} seeds, {hours} h each, {events} events, {hits.Values.Sum()} faults, {violations} violations");
        return violations == 0 ? 0 : 1;
    }

    private static int Replay(int seed, int hours, string about)
    {
        RunResult result = Campaign.Run(seed, TimeSpan.FromHours(hours), about);
        foreach (string line in result.LastLines) { Console.WriteLine(line); }
        foreach (Violation violation in result.Violations) { Console.WriteLine(violation); }

        int faults = result.Faults.Values.Sum();
        int violations = result.Violations.Count;
        Console.WriteLine($"1 seeds, {hours} h each, {result.Events} events, {faults} faults, {violations} violations");
        return result.Violations.Count == 0 ? 0 : 1;
    }

    private static string Hash(IEnumerable<RunResult> results) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.ASCII.GetBytes(string.Concat(results.Select(one => one.Hash)))).AsSpan(0, 8));

    private static bool TryRead(string[] arguments, out SortedDictionary<string, int> read)
    {
        read = new SortedDictionary<string, int>(StringComparer.Ordinal);
        if (arguments.Length % 2 != 0) { return false; }

        for (int index = 0; index < arguments.Length; index += 2)
        {
            (string name, string text) = (arguments[index], arguments[index + 1]);
            bool known = name is "--seeds" or "--hours" or "--from" or "--seed";
            if (!known || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value)) { return false; }

            read[name] = value;
        }

        return true;
    }
}
