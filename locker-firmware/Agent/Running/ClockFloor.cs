namespace SmartLocker.Firmware.Agent.Running;

/// <summary>What the journal says about the hour; <see cref="DateTimeOffset.UnixEpoch"/> where nothing is on record.</summary>
/// <param name="Last">
/// When the last entry by a trusted clock was written, or its hour kept without one: the hour is not below it.
/// </param>
/// <param name="Since">
/// When the server last said the time, at most an hour before it really did; where it never did, the first hour on record. A
/// clock that went on by itself for too long since then is not trusted, however many entries it has dated meanwhile.
/// </param>
public readonly record struct ClockFloor(DateTimeOffset Last, DateTimeOffset Since)
{
    /// <summary>What was kept of it has rotted: the clock may have gone by itself for any time.</summary>
    public bool IsLost { get; init; }

    public static ClockFloor None { get; } = new(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);
}
