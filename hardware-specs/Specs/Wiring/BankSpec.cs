using System.Collections.Immutable;

namespace SmartLocker.HardwareSpecs.Wiring;

/// <summary>A group of locks driven by one board from one rail, and how they may be pulsed.</summary>
public sealed record BankSpec
{
    public required string Id { get; init; }
    public required BankKind Kind { get; init; }

    /// <summary>Id of the rail that feeds the coils.</summary>
    public required string Rail { get; init; }

    public required LockType LockType { get; init; }

    /// <summary>Locks of this bank that may be energised at the same time.</summary>
    public required int MaxConcurrent { get; init; }

    /// <summary>Width of the first pulse, the second and so on; no more than these are given.</summary>
    public required ImmutableArray<TimeSpan> Attempts { get; init; }

    public required TimeSpan Rest { get; init; }
    public required int PerLockPerMinute { get; init; }

    /// <summary>True where the lock board times the pulse itself and software only asks for it.</summary>
    public required bool TimedByBoard { get; init; }

    public required GateSpec Gate { get; init; }

    /// <summary>Id of the device that measures the lock current; null where nothing does.</summary>
    public required string? CurrentSense { get; init; }
}
