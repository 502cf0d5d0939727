namespace SmartLocker.HardwareSpecs.Cabinets;

/// <summary>Inner width, height and depth of a compartment, mm.</summary>
public readonly record struct InnerSize(decimal WidthMm, decimal HeightMm, decimal DepthMm);
