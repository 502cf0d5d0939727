namespace SmartLocker.HardwareSpecs.Placement;

/// <summary>What is true of one compartment at the moment a packet needs a place.</summary>
/// <param name="Number">As on the door.</param>
/// <param name="Uses">How often it was used; among equals the least worn door serves.</param>
public sealed record CompartmentNow(int Number, Occupancy Occupancy, long Uses)
{
    /// <summary>The agency whose fixed compartment (機關固定櫃) this is; null for a shared one (共用格).</summary>
    public AgencyCode? FixedFor { get; init; }
}
