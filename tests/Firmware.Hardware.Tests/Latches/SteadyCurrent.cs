using SmartLocker.Firmware.Hardware.Lines;

namespace SmartLocker.Firmware.Hardware.Tests.Latches;

/// <summary>A coil that keeps drawing current whatever the lines say.</summary>
internal sealed class SteadyCurrent(decimal amps) : ICurrentSense
{
    public decimal ReadAmps() => amps;
}
