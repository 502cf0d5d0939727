namespace SmartLocker.Firmware.Agent.Link;

/// <summary>When to say that this end lives, and when to believe that the other does not (CL-60).</summary>
/// <remarks>Not thread-safe by itself; <see cref="Heard"/> may come from any thread.</remarks>
public sealed class KeepAlive(TimeProvider time)
{
    public static readonly TimeSpan BeatEvery = TimeSpan.FromSeconds(30);

    /// <summary>With a look every 5 s a dead path shows within 90 s.</summary>
    public static readonly TimeSpan SilenceMax = TimeSpan.FromSeconds(75);
    public static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    private long _heardAt = time.GetTimestamp();
    private long _beatAt = time.GetTimestamp();

    public bool IsDead => time.GetElapsedTime(Interlocked.Read(ref _heardAt)) >= SilenceMax;

    public void Heard() => Interlocked.Exchange(ref _heardAt, time.GetTimestamp());

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
