namespace SmartLocker.HardwareSpecs.Wiring;

/// <summary>The battery: what tells that it is in use, and what may be done on it.</summary>
public sealed record UpsSpec
{
    public required decimal CapacityWattHours { get; init; }
    public required string MainsFailLine { get; init; }
    public required string? LowLine { get; init; }
    public required bool ReleaseOnBattery { get; init; }
    public required TimeSpan MinHoldup { get; init; }
    public required TimeSpan? ShutdownAfter { get; init; }
}
