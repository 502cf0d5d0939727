namespace SmartLocker.Firmware.Hardware.Lines;

/// <summary>One wire that this machine drives: a latch, a gate, an enable.</summary>
/// <remarks>
/// Owned by one driver, touched by one thread. Every call reaches the wire: what an expander holds is never
/// cached, because a brown-out changes it silently. A failing bus throws <see cref="IOException"/>.
/// </remarks>
public interface IOutputLine : IDisposable
{
    string Name { get; }

    void SetOn();
    void SetOff();

    /// <summary>What the hardware says it drives now, not what was asked of it.</summary>
    bool IsOn();
}
