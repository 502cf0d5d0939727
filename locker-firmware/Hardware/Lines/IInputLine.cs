namespace SmartLocker.Firmware.Hardware.Lines;

/// <summary>One wire that this machine reads, as an electrical level; what the level means is the reader's business.</summary>
/// <remarks>A failing bus throws <see cref="IOException"/>.</remarks>
public interface IInputLine : IDisposable
{
    string Name { get; }

    bool IsHigh();
}
