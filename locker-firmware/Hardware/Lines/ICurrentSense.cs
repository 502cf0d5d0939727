namespace SmartLocker.Firmware.Hardware.Lines;

/// <summary>Measures the current into the coils of a bank.</summary>
/// <remarks>A failing bus throws <see cref="IOException"/>.</remarks>
public interface ICurrentSense
{
    decimal ReadAmps();
}
