namespace SmartLocker.HardwareSpecs.Wiring;

/// <summary>Ratings of one kind of lock.</summary>
public sealed record LockType
{
    public required string Id { get; init; }
    public required int NominalVolts { get; init; }
    public required decimal CurrentAmps { get; init; }
    public required bool HoldToOpen { get; init; }
    public required TimeSpan MaxOn { get; init; }
    public required TimeSpan MinRest { get; init; }
    public required int? LifeCycles { get; init; }
    public required bool ManualRelease { get; init; }
}
