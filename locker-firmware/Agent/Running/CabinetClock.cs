using System.Security.Cryptography;
using SmartLocker.Firmware.Agent.Journal;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Journal;

namespace SmartLocker.Firmware.Agent.Running;

/// <summary>The two times of a cabinet: uptime for deadlines, the wall clock with its quality for the record.</summary>
/// <param name="floor">When the last entry was written; a clock that says earlier is wrong.</param>
public sealed class CabinetClock(TimeProvider time, string bootId, DateTimeOffset floor)
{
    /// <summary>Further than this from the server's clock, ours is not called right.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(10);

    private readonly long _startedAt = time.GetTimestamp();
    private volatile bool _synced;

    public string BootId { get; } = bootId;
    public Uptime Now => new(time.GetElapsedTime(_startedAt));

    private ClockQuality Quality =>
        _synced ? ClockQuality.Synced : time.GetUtcNow() >= floor ? ClockQuality.Holdover : ClockQuality.Unset;

    public void ServerSaid(DateTimeOffset serverTime) => _synced = (time.GetUtcNow() - serverTime).Duration() <= Tolerance;

    public EntryMoment Moment(bool offline) => new(BootId, Now, time.GetUtcNow(), Quality, offline);

    /// <summary>What one step may know: the uptime, and randomness of its own.</summary>
    public StepMoment Step() => new(Now, new IdSource([.. RandomNumberGenerator.GetBytes(32)]));
}
