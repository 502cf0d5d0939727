using SmartLocker.Simulation.World;

namespace SmartLocker.Simulation;

/// <summary>What one seed came to.</summary>
internal sealed record RunResult(int Seed, long Events, IReadOnlyDictionary<FaultKind, int> Faults, string Hash)
{
    public required IReadOnlyDictionary<string, long> Markers { get; init; }
    public required IReadOnlyList<Violation> Violations { get; init; }
    public required IReadOnlyList<string> LastLines { get; init; }
}

/// <summary>Lives through one city.</summary>
internal static class Campaign
{
    public static RunResult Run(int seed, TimeSpan span, string about = "", CityPlan? plan = null)
    {
        using City city = new(seed, plan ?? CityPlan.Whole, about);
        try
        {
            city.Live(span);
        }
        catch (Exception) when (about.Length > 0 && Tell(city))
        {
            throw;
        }

        return new RunResult(seed, city.Events, city.Faults.Hits, city.Trace.Hash())
        {
            Markers = city.Markers.Hits,
            Violations = city.Watch.Violations,
            LastLines = [.. city.Trace.Last],
        };
    }

    /// <summary>A bug stops the loop; whoever replays it wants to know what came before.</summary>
    private static bool Tell(City city)
    {
        foreach (string line in city.Trace.Last) { Console.Error.WriteLine(line); }

        return false;
    }
}
