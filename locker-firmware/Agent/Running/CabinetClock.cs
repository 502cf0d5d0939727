using System.Security.Cryptography;
using SmartLocker.Firmware.Agent.Journal;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Journal;

namespace SmartLocker.Firmware.Agent.Running;

/// <summary>The two times of a cabinet: uptime for deadlines, the wall clock with its quality for the record.</summary>
/// <remarks>
/// The wall clock is read once, at the start, and goes on by the uptime from there, or from what the server said last:
/// whoever sets the machine's clock while it runs changes nothing here.
/// </remarks>
public sealed class CabinetClock
{
    /// <summary>No cabinet is older than this program: a battery clock that lost its power says less.</summary>
    public static readonly DateTimeOffset Birth = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A battery clock of 100 parts in a million is off by less than five minutes for so long.</summary>
    public static readonly TimeSpan HoldoverMax = TimeSpan.FromDays(30);

    private readonly TimeProvider _time;
    private readonly long _startedAt;
    private volatile CabinetInput.ClockHealth _health;

    /// <param name="floor">
    /// When the last entry by a trusted clock was written: a clock that says earlier, or much later, is wrong.
    /// <see cref="DateTimeOffset.UnixEpoch"/> where nothing is on record.
    /// </param>
    public CabinetClock(TimeProvider time, string bootId, DateTimeOffset floor)
    {
        (_time, BootId, _startedAt) = (time, bootId, time.GetTimestamp());
        DateTimeOffset utc = time.GetUtcNow();
        bool likely = utc >= Birth && utc >= floor && (floor < Birth || utc - floor <= HoldoverMax);
        _health = new CabinetInput.ClockHealth(likely ? ClockQuality.Holdover : ClockQuality.Unset, utc, Now);
    }

    public string BootId { get; }
    public Uptime Now => new(_time.GetElapsedTime(_startedAt));

    /// <summary>What the core is told, whenever it changes.</summary>
    public CabinetInput.ClockHealth Health => _health;

    public void ServerSaid(DateTimeOffset serverTime) =>
        _health = new CabinetInput.ClockHealth(ClockQuality.Synced, serverTime, Now);

    public EntryMoment Moment(bool offline)
    {
        (CabinetInput.ClockHealth health, Uptime now) = (_health, Now);
        return new EntryMoment(BootId, now, health.Utc + (now - health.At), health.Quality, offline);
    }

    /// <summary>What one step may know: the uptime, and randomness of its own.</summary>
    public StepMoment Step() => new(Now, new IdSource([.. RandomNumberGenerator.GetBytes(32)]));
}
