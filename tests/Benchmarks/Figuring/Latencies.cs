using System.Diagnostics;
using System.Globalization;

namespace SmartLocker.Benchmarks.Figuring;

/// <summary>How long one thing took, again and again.</summary>
internal sealed class Latencies
{
    private readonly List<TimeSpan> _all = [];

    public IReadOnlyList<TimeSpan> All => _all;

    public int Count => _all.Count;

    public double P50 => Part(0.50);

    public double P99 => Part(0.99);

    public void Add(TimeSpan one) => _all.Add(one);

    public void Add(Action work)
    {
        long start = Stopwatch.GetTimestamp();
        work();
        Add(Stopwatch.GetElapsedTime(start));
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"p50 {P50:F2} ms, p99 {P99:F2} ms, longest {_all.Max().TotalMilliseconds:F2} ms of {Count}");

    /// <summary>The nearest rank: that part of all took at most so long. In milliseconds.</summary>
    private double Part(double part)
    {
        TimeSpan[] sorted = [.. _all.Order()];
        return sorted[Math.Max(0, (int)Math.Ceiling(sorted.Length * part) - 1)].TotalMilliseconds;
    }
}
