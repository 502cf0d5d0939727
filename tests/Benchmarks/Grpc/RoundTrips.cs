using System.Collections.Concurrent;
using System.Diagnostics;

namespace SmartLocker.Benchmarks.Grpc;

/// <summary>The round trips of one way, gathered over all of its turns.</summary>
internal sealed class RoundTrips
{
    private readonly ConcurrentBag<long[]> _ticks = [];
    private TimeSpan _spent;

    /// <summary>Each stream goes back and forth that often, all at a time.</summary>
    public async Task GatherAsync(int streams, int times, Func<Task<IEchoStream>> open)
    {
        IEchoStream[] opened = await Task.WhenAll(Enumerable.Range(0, streams).Select(_ => open()));
        long start = Stopwatch.GetTimestamp();
        await Task.WhenAll(opened.Select(stream => Task.Run(() => RunAsync(stream, times))));
        _spent += Stopwatch.GetElapsedTime(start);
        foreach (IEchoStream stream in opened)
        {
            await stream.DisposeAsync();
        }
    }

    public Figures Figures()
    {
        long[] sorted = [.. _ticks.SelectMany(ticks => ticks).Order()];
        return new Figures(Microseconds(sorted, 0.50), Microseconds(sorted, 0.99), sorted.Length / _spent.TotalSeconds);
    }

    private static double Microseconds(long[] sorted, double part) =>
        Stopwatch.GetElapsedTime(0, sorted[(int)((sorted.Length - 1) * part)]).TotalMicroseconds;

    private async Task RunAsync(IEchoStream stream, int times)
    {
        long[] ticks = new long[times];
        for (int at = 0; at < times; at++)
        {
            long start = Stopwatch.GetTimestamp();
            await stream.GoAsync();
            ticks[at] = Stopwatch.GetTimestamp() - start;
        }

        _ticks.Add(ticks);
    }
}

/// <summary>Middle, tail, and how many in a second.</summary>
internal sealed record Figures(double P50, double P99, double Rate);

/// <summary>Something that goes to the server and back, again and again.</summary>
internal interface IEchoStream : IAsyncDisposable
{
    Task GoAsync();
}
