using SmartLocker.Firmware.Hardware.Lines;

namespace SmartLocker.Firmware.Hardware.Tests.Latches;

/// <summary>A bus that takes "on" and, when told to, no longer takes "off".</summary>
internal sealed class FailingOutput(IOutputLine inner) : IOutputLine
{
    public bool OffFails { get; set; }

    public string Name => inner.Name;
    public void SetOn() => inner.SetOn();
    public bool IsOn() => inner.IsOn();
    public void Dispose() => inner.Dispose();

    public void SetOff()
    {
        if (OffFails)
        {
            throw new IOException("no answer");
        }

        inner.SetOff();
    }
}
