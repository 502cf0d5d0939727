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

    /// <summary>After the server has said the time it is the server's time for so long; then it is this clock's own.</summary>
    public static readonly TimeSpan SyncedFor = TimeSpan.FromHours(1);

    private readonly TimeProvider _time;
    private readonly long _startedAt;
    private Standing _standing;

    public CabinetClock(TimeProvider time, string bootId, ClockFloor floor)
    {
        (_time, BootId, _startedAt) = (time, bootId, time.GetTimestamp());
        DateTimeOffset utc = time.GetUtcNow();
        DateTimeOffset since = floor.Since < Birth ? utc : floor.Since;
        bool likely = !floor.IsLost && utc >= Birth && utc >= floor.Last && utc - since <= HoldoverMax;
        _standing = new Standing(
            new CabinetInput.ClockHealth(likely ? ClockQuality.Holdover : ClockQuality.Unset, utc, Now), since);
    }

    public string BootId { get; }
    public Uptime Now => new(_time.GetElapsedTime(_startedAt));

    /// <summary>What the core is told, whenever it is another one. It changes by time alone, too.</summary>
    public CabinetInput.ClockHealth Health
    {
        get
        {
            Standing standing = Volatile.Read(ref _standing);
            (CabinetInput.ClockHealth health, Uptime now) = (standing.Health, Now);
            TimeSpan alone = health.UtcAt(now) - standing.Since;
            ClockQuality quality = health.Quality is ClockQuality.Unset || alone > HoldoverMax ? ClockQuality.Unset
                : alone > SyncedFor ? ClockQuality.Holdover
                : health.Quality;
            if (quality == health.Quality) { return health; }

            Standing next = standing with { Health = new CabinetInput.ClockHealth(quality, health.UtcAt(now), now) };
            return Interlocked.CompareExchange(ref _standing, next, standing) == standing ? next.Health : Health;
        }
    }

    public void ServerSaid(DateTimeOffset serverTime) => Volatile.Write(
        ref _standing, new Standing(new CabinetInput.ClockHealth(ClockQuality.Synced, serverTime, Now), serverTime));

    public EntryMoment Moment(bool offline)
    {
        (CabinetInput.ClockHealth health, Uptime now) = (Health, Now);
        return new EntryMoment(BootId, now, health.Utc + (now - health.At), health.Quality, offline);
    }

    /// <summary>What one step may know: the uptime, and randomness of its own.</summary>
    public StepMoment Step() => new(Now, new IdSource([.. RandomNumberGenerator.GetBytes(32)]));

    /// <param name="Since">From when on the clock goes by itself.</param>
    private sealed record Standing(CabinetInput.ClockHealth Health, DateTimeOffset Since);
}
