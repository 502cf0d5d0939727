namespace SmartLocker.HardwareSpecs.Cabinets;

/// <summary>The level (of a line) or the bit (in a lock board's status) that means closed.</summary>
public enum ClosedLevel { Low, High, Bit0, Bit1 }
