using SmartLocker.Firmware.Hardware.Lines;

namespace SmartLocker.Firmware.Hardware.Simulated;

/// <inheritdoc cref="VirtualOutput"/>
internal sealed class VirtualInput(string name, Func<bool> show) : IInputLine
{
    public string Name { get; } = name;

    public bool IsHigh() => show();
    public void Dispose() { }
}
