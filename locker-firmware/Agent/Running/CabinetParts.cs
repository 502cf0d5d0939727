using SmartLocker.HardwareSpecs.Cabinets;

namespace SmartLocker.Firmware.Agent.Running;

/// <summary>What one running cabinet is made of, whatever drives it.</summary>
public sealed record CabinetParts(CabinetModel Model, Journal.Journal Journal, CabinetClock Clock)
{
    /// <summary>What the journal's disk has left.</summary>
    public Func<long> FreeBytes { get; init; } = () => long.MaxValue;
}
