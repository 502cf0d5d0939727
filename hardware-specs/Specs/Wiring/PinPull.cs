namespace SmartLocker.HardwareSpecs.Wiring;

/// <summary>The pull that the controller or expander itself puts on an input.</summary>
public enum PinPull { None, Up, Down }
