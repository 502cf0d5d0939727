using System.Collections.Immutable;

namespace SmartLocker.Firmware.Core.Limits;

/// <summary>What can be caused as often as one likes goes on record so many times a minute, lest it fill the journal.</summary>
public static class Flood
{
    public const int PerMinute = 10;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <param name="recorded">When one went on record last, oldest first.</param>
    /// <returns>Whether one more does now, and the moments that still count.</returns>
    public static (bool IsOnRecord, ImmutableArray<Uptime> Recorded) Next(ImmutableArray<Uptime> recorded, Uptime now)
    {
        ImmutableArray<Uptime> recent = recorded.RemoveAll(at => now - at >= Minute);
        return recent.Length < PerMinute ? (true, recent.Add(now)) : (false, recent);
    }
}
