using SmartLocker.Firmware.Hardware.Io;
using SmartLocker.Firmware.Hardware.Lines;

namespace SmartLocker.Firmware.Hardware.Latches;

/// <summary>The outputs of one bank: all off, or exactly one latch on.</summary>
/// <remarks>
/// Off is written to every line, unconditionally, even when one of them fails, and then read back.
/// Not thread-safe: belongs to the thread that owns the lines.
/// </remarks>
public sealed class BankOutputs
{
    private readonly BankWiring _wiring;

    /// <remarks>The first thing done to a bank is to switch it off. A bank that cannot be switched off is never used.</remarks>
    public BankOutputs(BankWiring wiring)
    {
        _wiring = wiring;
        TurnOff();
    }

    /// <summary>True once the supply was cut: no latch of this bank is energised before the next start.</summary>
    public bool IsCut { get; private set; }

    public string Id => _wiring.Id;

    /// <summary>Chooses one latch, makes sure that it is the only one, then lets the current flow.</summary>
    /// <exception cref="LineFaultException">Something is not as it must be; the caller must turn off.</exception>
    public void Energise(DoorWiring door)
    {
        Do(door.Latch, line => line.SetOn());
        foreach (DoorWiring each in _wiring.Doors)
        {
            Expect(each.Latch, on: each == door);
        }

        foreach (IOutputLine gate in new[] { _wiring.Enable, _wiring.Fire }.OfType<IOutputLine>())
        {
            Do(gate, line => line.SetOn());
            Expect(gate, on: true);
        }
    }

    /// <summary>Everything off and read back; cuts the supply when that cannot be shown.</summary>
    /// <returns>The first line that failed; null when all are off.</returns>
    public LineFaultException? TurnOff()
    {
        LineFaultException? first = null;
        foreach (IOutputLine output in _wiring.Outputs)
        {
            LineFaultException? fault = Try(output, line => line.SetOff()); // Every line, whatever the ones before said.
            first ??= fault;
        }

        first ??= FindOn();
        IsCut |= first is not null;
        return first;
    }

    public void Cut()
    {
        IsCut = true;
        TurnOff();
    }

    /// <returns>A line that is on or cannot be read; null when all are off.</returns>
    public LineFaultException? FindOn()
    {
        LineFaultException? first = null;
        foreach (IOutputLine output in _wiring.Outputs)
        {
            first ??= Try(output, line => Expect(line, on: false));
        }

        return first;
    }

    private static void Expect(IOutputLine output, bool on)
    {
        bool found = false;
        Do(output, line => found = line.IsOn());
        if (found != on)
        {
            throw new LineFaultException(output.Name, $"expected {(on ? "on" : "off")}, read back {(found ? "on" : "off")}");
        }
    }

    private static LineFaultException? Try(IOutputLine output, Action<IOutputLine> act)
    {
        try
        {
            Do(output, act);
            return null;
        }
        catch (LineFaultException fault)
        {
            return fault;
        }
    }

    private static void Do(IOutputLine output, Action<IOutputLine> act)
    {
        try
        {
            act(output);
        }
        catch (IOException fault) when (fault is not LineFaultException)
        {
            throw new LineFaultException(output.Name, fault.Message);
        }
    }
}
