namespace SmartLocker.Firmware.Agent.Link;

/// <summary>When to say that this end lives, and when to believe that the other does not (CL-60).</summary>
/// <remarks>Not thread-safe by itself; <see cref="Heard"/> may come from any thread.</remarks>
public sealed class KeepAlive(TimeProvider time)
{
    public static readonly TimeSpan BeatEvery = TimeSpan.FromSeconds(30);

    /// <summary>CL-65.</summary>
    public static readonly TimeSpan MeasureEvery = TimeSpan.FromSeconds(60);

    /// <summary>With a look every 5 s a dead path shows within 90 s.</summary>
    public static readonly TimeSpan SilenceMax = TimeSpan.FromSeconds(75);
    public static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    private long _heardAt = time.GetTimestamp();
    private long _beatAt = time.GetTimestamp();
    private long? _measuredAt;

    public bool IsDead => time.GetElapsedTime(Interlocked.Read(ref _heardAt)) >= SilenceMax;

    public void Heard() => Interlocked.Exchange(ref _heardAt, time.GetTimestamp());

    /// <returns>True when it is time to measure, the first time at once; it counts as done.</returns>
    public bool TakeMeasure()
    {
        bool due = _measuredAt is not { } last || time.GetElapsedTime(last) >= MeasureEvery;
        if (due)
        {
            _measuredAt = time.GetTimestamp();
        }

        return due;
    }

    /// <returns>True when a heartbeat is due; it counts as given.</returns>
    public bool TakeBeat()
    {
        bool due = time.GetElapsedTime(_beatAt) >= BeatEvery;
        if (due)
        {
            _beatAt = time.GetTimestamp();
        }

        return due;
    }
}
