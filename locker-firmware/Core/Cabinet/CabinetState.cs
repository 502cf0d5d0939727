namespace SmartLocker.Firmware.Core.Cabinet;

public sealed record CabinetState;
