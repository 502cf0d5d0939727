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

/// <inheritdoc cref="VirtualOutput"/>
internal sealed class VirtualInput(string name, Func<bool> show) : IInputLine
{
    public string Name { get; } = name;

    public bool IsHigh() => show();
    public void Dispose() { }
}

/// <inheritdoc cref="VirtualOutput"/>
internal sealed class VirtualCurrent(Func<decimal> amps) : ICurrentSense
{
    public decimal ReadAmps() => amps();
}
