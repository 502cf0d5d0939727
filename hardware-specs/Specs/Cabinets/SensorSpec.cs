namespace SmartLocker.HardwareSpecs.Cabinets;

/// <summary>One switch of one compartment and how its level reads.</summary>
public sealed record SensorSpec(Channel Channel, SensorType Type);
