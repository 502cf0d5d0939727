namespace SmartLocker.HardwareSpecs.Rules;

/// <summary>What a pin is used for.</summary>
internal enum PinRole { Bus, LineIn, LineOut, Lock, Sensor }
