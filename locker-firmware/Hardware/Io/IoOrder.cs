namespace SmartLocker.Firmware.Hardware.Io;

/// <summary>What the owner of the lines can be asked to do.</summary>
public abstract record IoOrder
{
    private IoOrder() { }

    public sealed record Pulse(PulseOrder Order) : IoOrder;

    /// <summary>No latch of the compartment's bank is energised before the next start.</summary>
    public sealed record CutSupply(int Compartment) : IoOrder;

    /// <summary>Say again how every door reads.</summary>
    public sealed record ReadAll : IoOrder;
}
