namespace SmartLocker.HardwareSpecs.Wiring;

/// <summary>The barcode reader and how its trigger is held.</summary>
public sealed record ScannerSpec
{
    public required string Type { get; init; }

    /// <summary>Id of its UART; null for a reader on USB.</summary>
    public required string? Port { get; init; }

    public required string? DevicePath { get; init; }
    public required int? Baud { get; init; }
    public required string Suffix { get; init; }
    public required string? TriggerLine { get; init; }
    public required TimeSpan? TriggerMin { get; init; }
    public required TimeSpan? TriggerMax { get; init; }
    public required string? GoodReadLine { get; init; }
}
