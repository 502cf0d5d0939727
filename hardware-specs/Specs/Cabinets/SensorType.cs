namespace SmartLocker.HardwareSpecs.Cabinets;

/// <summary>How all switches of one kind read: which level means shut, and how long it must stay equal.</summary>
/// <remarks>On lock boards <see cref="ClosedLevel"/> is a status bit; order and polarity are proved at commissioning.</remarks>
public sealed record SensorType
{
    public required string Id { get; init; }
    public required SensorMeaning Meaning { get; init; }
    public required ClosedLevel ClosedLevel { get; init; }

    /// <summary>Zero where the board debounces by itself.</summary>
    public required TimeSpan Debounce { get; init; }

    /// <summary>For lock boards that answer several status bytes: true when the first byte holds channels 1–8.</summary>
    public required bool FirstByteIsFirst8 { get; init; }
}
