using SmartLocker.Firmware.Core.Journal;

namespace SmartLocker.Firmware.Agent.Journal.Kept;

/// <summary>What is kept of the clock; null where nothing is.</summary>
/// <param name="Since">From when on it goes by itself: the server's last word, or the first hour on record.</param>
/// <param name="Seen">What it said last while it was trusted.</param>
public readonly record struct ClockHours(DateTimeOffset? Since, DateTimeOffset? Seen)
{
    /// <summary>Nearer than this nothing is written anew: a power cut costs an hour, and an idle cabinet's disk rests.</summary>
    private static readonly TimeSpan Grain = TimeSpan.FromHours(1);

    /// <summary>One of the rows was not what was written: nobody knows how long the clock went by itself.</summary>
    public bool IsLost { get; init; }

    /// <returns>What to write now; null where it stays as it is.</returns>
    public ClockHours After(EntryMoment moment)
    {
        DateTimeOffset now = moment.RecordedAt;
        return moment.ClockQuality switch
        {
            ClockQuality.Synced => new ClockHours(
                Since is { } since && (now - since).Duration() < Grain ? null : now, SeenAfter(now)),
            ClockQuality.Holdover => new ClockHours(Since is null ? now : null, SeenAfter(now)),
            _ => default,
        };
    }

    /// <remarks>The server may put the clock back: what it said before must not stand above what is right.</remarks>
    private DateTimeOffset? SeenAfter(DateTimeOffset now) => Seen is { } seen && now >= seen && now - seen < Grain ? null : now;
}
