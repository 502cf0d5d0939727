namespace SmartLocker.HardwareSpecs.Placement;

/// <summary>What a compartment holds (closed family).</summary>
public abstract record Occupancy
{
    private Occupancy() { }

    /// <summary>Known to be empty, shut and in service.</summary>
    public sealed record Vacant : Occupancy;

    /// <summary>Holds packets of one receiver.</summary>
    /// <param name="Volume">Sum of <see cref="Capacity.VolumeOf"/> over the packets inside.</param>
    /// <param name="MayAdd">False when any packet inside must lie alone, or its agency forbids adding.</param>
    public sealed record Holds(AgencyCode Receiver, int Volume, bool MayAdd) : Occupancy;

    /// <summary>Nothing may be put in now, whatever is inside.</summary>
    public sealed record Unusable(UnusableReason Reason) : Occupancy;
}
