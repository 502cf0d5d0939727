namespace SmartLocker.HardwareSpecs.Wiring;

/// <summary>A bus of the controller (closed family).</summary>
public abstract record BusSpec
{
    private BusSpec(string id) => Id = id;

    public string Id { get; }

    public sealed record I2c(string Id, int Number, int Hertz) : BusSpec(Id);

    public sealed record Spi(string Id, string DevicePath) : BusSpec(Id);

    /// <param name="Baud">0 where the device behind it says it.</param>
    /// <param name="DiscardsEcho">True where the adapter hears itself, so sent bytes are read back and dropped.</param>
    public sealed record Uart(string Id, string DevicePath, int Baud, bool DiscardsEcho) : BusSpec(Id);
}
