using SmartLocker.Simulation.Mutants;
using SmartLocker.Simulation.World;

namespace SmartLocker.Simulation;

/// <summary>Shows that the judge bites: every rule that is broken on purpose must be found out.</summary>
internal static class Hunting
{
    /// <summary>In a small and crowded city, where a broken rule has consequences soon.</summary>
    public static int UntilFound(int from, int most, int hours, IReadOnlyList<FaultKind> plagues)
    {
        CityPlan plan = CityPlan.Dense with { Plagues = plagues };
        for (int seed = from; seed < from + most; seed++)
        {
            RunResult result = Campaign.Run(seed, TimeSpan.FromHours(hours), plan: plan);
            if (result.Violations.Count == 0) { continue; }

            Console.WriteLine($"{Program.FoundMark}{seed} {result.Violations[0]}");
            return 1;
        }

        return 0;
    }

    public static int All(int seeds, int hours)
    {
        Kill[] kills = new Kill[Catalogue.All.Count];
        Parallel.For(
            0, kills.Length, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            index => kills[index] = Hunt.Run(Catalogue.All[index], 1, seeds, hours));
        foreach (Kill kill in kills) { Tell(kill); }

        int killed = kills.Count(kill => kill.Seed is not null);
        Console.WriteLine($"{kills.Length} mutants, {killed} killed, {kills.Length - killed} survived");
        return killed == kills.Length ? 0 : 1;
    }

    public static int One(string name, int? seed, int seeds, int hours)
    {
        if (Catalogue.All.FirstOrDefault(one => one.Name == name) is not { } mutant)
        {
            string names = string.Join(", ", Catalogue.All.Select(one => one.Name));
            Console.Error.WriteLine($"No mutant is called {name}; there are {names}.");
            return 64;
        }

        Kill kill = Hunt.Run(mutant, seed ?? 1, seed is null ? seeds : 1, hours);
        Tell(kill);
        return kill.Seed is null ? 1 : 0;
    }

    private static void Tell(Kill kill) =>
        Console.WriteLine($"{kill.Mutant.Name,-26} {(kill.Seed is { } seed ? $"seed {seed,3}" : "SURVIVED"),-9} {kill.Said}");
}
