namespace SmartLocker.HardwareSpecs.Wiring;

/// <summary>A bus of the controller (closed family).</summary>
public abstract record BusSpec
{
    private BusSpec(string id) => Id = id;

    public string Id { get; }

    public sealed record I2c(string Name, int Number, int Hertz) : BusSpec(Name);

    public sealed record Spi(string Name, string DevicePath) : BusSpec(Name);

    /// <param name="Baud">0 where the device behind it says it.</param>
    /// <param name="DiscardsEcho">True where the adapter hears itself, so sent bytes are read back and dropped.</param>
    public sealed record Uart(string Name, string DevicePath, int Baud, bool DiscardsEcho) : BusSpec(Name);
}
