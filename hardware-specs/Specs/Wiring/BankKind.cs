namespace SmartLocker.HardwareSpecs.Wiring;

/// <summary>What drives the locks of a bank: the controller's own pins, an I²C expander, or boards on RS-485.</summary>
public enum BankKind { Gpio, Expander, Rs485 }
