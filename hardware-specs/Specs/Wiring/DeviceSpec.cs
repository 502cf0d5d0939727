namespace SmartLocker.HardwareSpecs.Wiring;

/// <summary>A part with an address on a bus.</summary>
/// <param name="Type">As in the schema, such as mcp23017 or lockboard-xor8a.</param>
/// <param name="Channels">How many channels it has; 0 for parts that have none.</param>
public sealed record DeviceSpec(string Id, string Type, string Bus, int Address, int Channels)
{
    /// <summary>What it is for, such as outputs, inputs or environment; null where its type says it.</summary>
    public string? Use { get; init; }
}
