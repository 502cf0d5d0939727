namespace SmartLocker.Firmware.Hardware.Io;

/// <summary>One pulse of one latch. The core decided it and its intent is durable.</summary>
public sealed record PulseOrder(CommandId Command, int Compartment, int Attempt, TimeSpan Width);
