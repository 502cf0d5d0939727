using SmartLocker.Firmware.Core.Journal;

namespace SmartLocker.Firmware.Agent.Journal;

/// <summary>When and in which state of the machine facts are put on record.</summary>
public sealed record EntryMoment(
    string BootId, Uptime Uptime, DateTimeOffset RecordedAt, ClockQuality ClockQuality, bool Offline);
