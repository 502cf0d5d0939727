using SmartLocker.Benchmarks.Grpc;
using SmartLocker.Benchmarks.Intake;
using SmartLocker.Benchmarks.Month;
using SmartLocker.Benchmarks.Processes;
using SmartLocker.Benchmarks.Scanning;
using SmartLocker.Benchmarks.Storage;
using SmartLocker.Benchmarks.Streams;

namespace SmartLocker.Benchmarks;

internal static class Program
{
    private const string All = "all";

    /// <summary>Every benchmark by the word that runs it; each returns 0 only if what was promised was reached.</summary>
    private static readonly SortedDictionary<string, Func<string[], Task<int>>> Benchmarks = new(StringComparer.Ordinal)
    {
        ["agent-memory"] = AgentMemoryBenchmark.Run,
        ["demo-ready"] = DemoReadyBenchmark.Run,
        ["grpc"] = GrpcBenchmark.Run,
        ["intake"] = IntakeBenchmark.Run,
        ["journal"] = JournalBenchmark.Run,
        ["merge"] = MergeBenchmark.Run,
        ["month"] = MonthBenchmark.Run,
        ["offline"] = OfflineBenchmark.Run,
        ["placement"] = PlacementBenchmark.Run,
        ["replay"] = ReplayBenchmark.Run,
        ["scan"] = ScanBenchmark.Run,
        ["streams"] = StreamsBenchmark.Run,
    };

    private static async Task<int> Main(string[] typed)
    {
        if (typed is [All]) { return await RunAll(); }
        if (typed is [StreamsClients.Verb, .. var rest]) { return await StreamsClients.Run(rest); }
        if (typed is [MonthBenchmark.Verb]) { return await MonthBenchmark.RunAgent(); }
        if (typed is [var name, ..] && Benchmarks.TryGetValue(name, out Func<string[], Task<int>>? run))
        {
            return await run(typed[1..]);
        }

        await Console.Error.WriteLineAsync($"Which benchmark? One of: {string.Join(", ", Benchmarks.Keys)}, {All}");
        return 2;
    }

    /// <summary>One after the other, so that none disturbs another; 0 only if every one kept its promise.</summary>
    private static async Task<int> RunAll()
    {
        List<string> missed = [];
        foreach ((string name, Func<string[], Task<int>> run) in Benchmarks)
        {
            await Console.Out.WriteLineAsync($"== {name}");
            if (await run([]) != 0) { missed.Add(name); }
        }

        await Console.Out.WriteLineAsync(missed.Count == 0 ? "all kept" : $"missed: {string.Join(", ", missed)}");
        return missed.Count == 0 ? 0 : 1;
    }
}
