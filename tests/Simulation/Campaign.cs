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
        city.Live(span);
        return new RunResult(seed, city.Events, city.Faults.Hits, city.Trace.Hash())
        {
            Markers = city.Markers.Hits,
            Violations = city.Watch.Violations,
            LastLines = [.. city.Trace.Last],
        };
    }
}
