namespace SmartLocker.Simulation.Cabinets;

/// <summary>A cabinet's clocks: time runs as in the city, but the hour on the wall may be any.</summary>
internal sealed class CabinetTime(TimeProvider city) : TimeProvider
{
    /// <summary>What the wall clock shows more than the city's.</summary>
    public TimeSpan Ahead { get; set; }

    public override long TimestampFrequency => city.TimestampFrequency;
    public override DateTimeOffset GetUtcNow() => city.GetUtcNow() + Ahead;
    public override long GetTimestamp() => city.GetTimestamp();
}
