namespace SmartLocker.HardwareSpecs.Rules;

/// <summary>The parts a model may name, from their data sheets and, for lock boards, their protocol papers.</summary>
internal static class Parts
{
    private static readonly Dictionary<string, Part> ByType = new(StringComparer.Ordinal)
    {
        ["mcp23017"] = new(0x20, 0x27, Channels: 16),
        ["tca9555"] = new(0x20, 0x27, Channels: 16),
        ["pcf8574"] = new(0x20, 0x27, Channels: 8),
        ["pcf8574a"] = new(0x38, 0x3F, Channels: 8),
        ["ina219"] = new(0x40, 0x4F),
        ["ina236"] = new(0x40, 0x4F),
        ["sht4x"] = new(0x44, 0x46),
        ["sht3x"] = new(0x44, 0x45),
        ["bme280"] = new(0x76, 0x77),
        ["lis3dh"] = new(0x18, 0x19),
        ["adxl345"] = new(0x1D, 0x53),
        ["ds3231"] = new(0x68, 0x68),
        ["pcf8563"] = new(0x51, 0x51),
        ["lockboard-xor8a"] = new(1, 31, FirstChannel: 1, Channels: 50, Baud: 9600),
        ["lockboard-kr-cu16"] = new(0, 14, FirstChannel: 1, Channels: 16, Baud: 19200),
        ["lockboard-kr-cu48"] = new(0, 9, FirstChannel: 1, Channels: 48, Baud: 19200),
        ["lockboard-wkly"] = new(0, 31, FirstChannel: 1, Channels: 50, Baud: 9600),
        ["modbus-waveshare-relay-d"] = new(1, 247, FirstChannel: 1, Channels: 8, Baud: 9600),
    };

    public static Part? Of(string? type) => type is null ? null : ByType.GetValueOrDefault(type);

    public static bool IsLegal(string type, Part part, int address) =>
        type == "adxl345" ? address is 0x1D or 0x53 : address >= part.Low && address <= part.High;

    /// <summary>Quasi-bidirectional, all pins high at power-up.</summary>
    public static bool IsPcf8574(string? type) => type is "pcf8574" or "pcf8574a";
}
