namespace SmartLocker.HardwareSpecs.Cabinets;

/// <summary>The times by which a door's behaviour is judged.</summary>
public sealed record DoorPolicy
{
    /// <summary>How often every sensor is read.</summary>
    public required TimeSpan SensePoll { get; init; }

    /// <summary>How long after a pulse the hook must have let go, else the pulse did nothing.</summary>
    public required TimeSpan ReleaseDetect { get; init; }

    /// <summary>How long a released door may stay shut before it counts as not opened.</summary>
    public required TimeSpan DoorOpenTimeout { get; init; }

    public required TimeSpan HeldOpenWarn { get; init; }
    public required TimeSpan HeldOpenAlarm { get; init; }

    /// <summary>How long an unexpected opening must last before it counts as forced.</summary>
    public required TimeSpan ForcedOpenDebounce { get; init; }

    public required int JamAfterAttempts { get; init; }
}
