namespace SmartLocker.HardwareSpecs.Wiring;

/// <summary>What else the cabinet has; null is what it lacks.</summary>
public sealed record PeripheralSpec
{
    public required ScannerSpec? Scanner { get; init; }

    /// <summary>Id of the buzzer's line.</summary>
    public required string? BuzzerLine { get; init; }

    public required int Lamps { get; init; }
    public required string? LampBus { get; init; }

    /// <summary>Id of the clock chip; null where the controller has one of its own.</summary>
    public required string? ClockDevice { get; init; }

    public required WatchdogSpec? Watchdog { get; init; }
}
