namespace SmartLocker.Firmware.Core.Journal;

/// <summary>A fact with its place in the journal.</summary>
/// <param name="Sequence">1, 2, 3 … without gaps, never reused.</param>
/// <param name="RecordedAt">The cabinet's wall clock, UTC.</param>
/// <param name="Offline">No welcomed stream when it was written.</param>
public sealed record Entry(
    long Sequence, string BootId, Uptime Uptime, DateTimeOffset RecordedAt, ClockQuality ClockQuality, bool Offline, Fact Fact);

/// <summary>How far the wall clock is trusted; nothing expires by a clock that is unset.</summary>
public enum ClockQuality { Synced, Holdover, Unset }
