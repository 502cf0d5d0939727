namespace SmartLocker.HardwareSpecs.Cabinets;

/// <summary>What a sensor's closed level says.</summary>
public enum SensorMeaning { HookLatched, DoorShut, ItemPresent }
