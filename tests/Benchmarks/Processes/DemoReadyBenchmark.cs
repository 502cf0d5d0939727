using System.Globalization;
using SmartLocker.Benchmarks.Figuring;

namespace SmartLocker.Benchmarks.Processes;

/// <summary>From the start of the built program to "ready": server, two cabinets, documents taken in.</summary>
internal static class DemoReadyBenchmark
{
    private const double MaxSeconds = 10;
    private const int Runs = 5;

    public static async Task<int> Run(string[] typed)
    {
        Report.Machine("demo-ready");
        Latencies all = new();
        for (int run = 0; run < Runs; run++)
        {
            await using BuiltServer server = await BuiltServer.Start("Release");
            all.Add(server.ReadyAfter);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ready after {server.ReadyAfter.TotalSeconds:F2} s"));
        }

        return Report.Goal($"every one of {Runs} runs ready within {MaxSeconds} s", all.All.Max().TotalSeconds < MaxSeconds);
    }
}
