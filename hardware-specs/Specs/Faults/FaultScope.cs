namespace SmartLocker.HardwareSpecs.Faults;

/// <summary>What a fault puts out of use or in doubt.</summary>
public enum FaultScope { Compartment, Cabinet, Link, Server }
