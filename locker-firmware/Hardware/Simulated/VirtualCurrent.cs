using SmartLocker.Firmware.Hardware.Lines;

namespace SmartLocker.Firmware.Hardware.Simulated;

/// <inheritdoc cref="VirtualOutput"/>
internal sealed class VirtualCurrent(Func<decimal> amps) : ICurrentSense
{
    public decimal ReadAmps() => amps();
}
