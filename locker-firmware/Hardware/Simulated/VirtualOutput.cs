using SmartLocker.Firmware.Hardware.Lines;

namespace SmartLocker.Firmware.Hardware.Simulated;

/// <summary>A wire of the virtual board: what it does and shows is up to the board.</summary>
internal sealed class VirtualOutput(string name, Action<bool> drive, Func<bool> show) : IOutputLine
{
    public string Name { get; } = name;

    public void SetOn() => drive(true);
    public void SetOff() => drive(false);
    public bool IsOn() => show();
    public void Dispose() => drive(false);
}
