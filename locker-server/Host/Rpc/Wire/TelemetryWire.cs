using System.Collections.Immutable;
using SmartLocker.Contracts.V1;
using SmartLocker.Server.Rpc.Orders;

namespace SmartLocker.Server.Rpc.Wire;

/// <summary>What is not on record: measurements and heartbeats. The latest wins.</summary>
internal static class TelemetryWire
{
    public const int MeasurementsMax = 64;

    /// <summary>Over the life of a stream; a cabinet that invents names does not fill the memory.</summary>
    private const int NamesMax = 256;

    public static LiveCabinet Read(Telemetry telemetry, LiveCabinet live)
    {
        if (telemetry.Measurements.Count > MeasurementsMax)
        {
            throw new MalformedException($"At most {MeasurementsMax} measurements, got {telemetry.Measurements.Count}.");
        }

        ImmutableSortedDictionary<string, double>.Builder known = live.Measurements.ToBuilder();
        foreach (Measurement measurement in telemetry.Measurements)
        {
            string name = WireValue.Text("name", measurement.Name);
            if (known.Count < NamesMax || known.ContainsKey(name)) { known[name] = measurement.Value; }
        }

        return live with { Measurements = known.ToImmutable() };
    }

    public static LiveCabinet Read(CabinetHeartbeat heartbeat, LiveCabinet live) => live with
    {
        LastSequence = WireValue.Number("last sequence", heartbeat.LastSequence),
        OpenCompartments = [.. heartbeat.OpenCompartments.Distinct().Take(1_000).Select(WireValue.Compartment)],
    };
}
