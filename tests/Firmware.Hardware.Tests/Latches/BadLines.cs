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

/// <summary>A coil that keeps drawing current whatever the lines say.</summary>
internal sealed class SteadyCurrent(decimal amps) : ICurrentSense
{
    public decimal ReadAmps() => amps;
}
