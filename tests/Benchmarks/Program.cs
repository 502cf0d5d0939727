using SmartLocker.Benchmarks.Grpc;
using SmartLocker.Benchmarks.Intake;

namespace SmartLocker.Benchmarks;

internal static class Program
{
    /// <summary>Every benchmark by the word that runs it; each returns 0 only if what was promised was reached.</summary>
    private static readonly SortedDictionary<string, Func<string[], Task<int>>> Benchmarks = new(StringComparer.Ordinal)
    {
        ["grpc"] = GrpcBenchmark.Run,
        ["intake"] = IntakeBenchmark.Run,
    };

    private static async Task<int> Main(string[] typed)
    {
        if (typed is [var name, ..] && Benchmarks.TryGetValue(name, out Func<string[], Task<int>>? run)) { return await run(typed[1..]); }

        await Console.Error.WriteLineAsync($"Which benchmark? One of: {string.Join(", ", Benchmarks.Keys)}");
        return 2;
    }
}
