using SmartLocker.Firmware.Hardware.Lines;

namespace SmartLocker.Firmware.Hardware.Tests.Latches;

/// <summary>A bug where nobody expects one: not an I/O failure, so nothing may swallow it.</summary>
internal sealed class ExplodingOutput(IOutputLine inner) : IOutputLine
{
    public bool Explodes { get; set; }

    public string Name => inner.Name;
    public bool IsOn() => inner.IsOn();
    public void SetOff() => inner.SetOff();
    public void Dispose() => inner.Dispose();

    public void SetOn()
    {
        if (Explodes)
        {
            throw new InvalidTimeZoneException("a bug");
        }

        inner.SetOn();
    }
}
