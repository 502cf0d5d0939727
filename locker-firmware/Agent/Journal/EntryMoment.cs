using SmartLocker.Firmware.Core.Journal;

namespace SmartLocker.Firmware.Agent.Journal;

/// <summary>When and in which state of the machine facts are put on record.</summary>
public sealed record EntryMoment(
    string BootId, Uptime Uptime, DateTimeOffset RecordedAt, ClockQuality ClockQuality, bool Offline)
{
    /// <summary>Nearer than this nothing is written anew: the hour is kept beside the entries that say it.</summary>
    private static readonly TimeSpan Grain = TimeSpan.FromHours(1);

    /// <summary>From when on the clock goes by itself: since the server's word, or since the first hour on record.</summary>
    /// <param name="known">What is kept.</param>
    /// <returns>What to keep now; null where that stays as it is.</returns>
    public DateTimeOffset? ClockSince(DateTimeOffset? known) => ClockQuality switch
    {
        ClockQuality.Synced when known is not { } kept || (RecordedAt - kept).Duration() >= Grain => RecordedAt,
        ClockQuality.Holdover when known is null => RecordedAt,
        _ => null,
    };
}
