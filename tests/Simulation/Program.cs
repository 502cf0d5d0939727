using SmartLocker.Simulation.Mutants;
using SmartLocker.Simulation.World;

namespace SmartLocker.Simulation;

/// <summary>Runs seeds, replays one, or hunts products with a broken rule.</summary>
internal static class Program
{
    /// <summary>Before the seed and the promise that a hunt found broken.</summary>
    internal const string FoundMark = "found ";

    private static readonly string[] Usage =
    [
        "simulation --seeds N --hours H [--from S] [--nightly]  runs seeds S (1) to S + N - 1; nightly: every marker must be hit",
        "simulation --seed S --hours H [--about TEXT]           replays one: its last events, or all that mention TEXT",
        "simulation --mutants [--hours H] [--seeds N]           breaks one rule after the other; every one must be found",
        "simulation --mutant NAME [--seed S]                    breaks one rule, and says what is found; or replays a seed so",
        "simulation --hunt N --from S --hours H                 seeds until a promise breaks, in a small and crowded city",
        "    --plagues KIND,KIND                                and these faults befall it ten times as often as others",
    ];

    private static int Main(string[] arguments)
    {
        if (Arguments.Read(arguments) is not { } read || read.Has("--help"))
        {
            foreach (string line in Usage) { Console.Error.WriteLine(line); }

            return arguments.Contains("--help") ? 0 : 64;
        }

        if (read.Number("--seeds") == 0 || read.Number("--hours") == 0)
        {
            Console.Error.WriteLine("Nothing is judged in no seeds or no hours.");
            return 64;
        }

        int hours = read.Number("--hours") ?? 24;
        if (read.Has("--mutants")) { return Hunting.All(read.Number("--seeds") ?? 1000, read.Number("--hours") ?? 12); }
        if (read.Text("--mutant") is { } name)
        {
            return Hunting.One(name, read.Number("--seed"), read.Number("--seeds") ?? 1000, read.Number("--hours") ?? 12);
        }

        if (read.Number("--hunt") is { } most)
        {
            return Hunting.UntilFound(read.Number("--from") ?? 1, most, hours, read.Plagues());
        }

        return read.Number("--seed") is { } seed
            ? Running.Replay(seed, hours, read.Text("--about") ?? "", Plan(read))
            : Running.All(read.Number("--from") ?? 1, read.Number("--seeds") ?? 10, hours, read.Has("--nightly"));
    }

    private static CityPlan Plan(Arguments read) =>
        (read.Has("--dense") ? CityPlan.Dense : CityPlan.Whole) with { Plagues = read.Plagues() };
}
