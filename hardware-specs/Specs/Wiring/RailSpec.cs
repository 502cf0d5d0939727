namespace SmartLocker.HardwareSpecs.Wiring;

/// <summary>One supply rail and what already draws from it before any lock fires.</summary>
public sealed record RailSpec
{
    public required string Id { get; init; }
    public required int NominalVolts { get; init; }
    public required decimal RatedAmps { get; init; }
    public required decimal Derating { get; init; }
    public required decimal StaticTypicalAmps { get; init; }
    public required decimal StaticPeakAmps { get; init; }
}
