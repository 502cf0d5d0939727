namespace SmartLocker.HardwareSpecs.Cabinets;

/// <summary>What the software can know about a door: with one sensor alone, released and open look the same.</summary>
public enum Sensing { HookAndDoor, HookOnly, DoorOnly }
