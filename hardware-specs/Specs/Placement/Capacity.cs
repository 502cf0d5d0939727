namespace SmartLocker.HardwareSpecs.Placement;

/// <summary>How much goes in: packets of volume 1, 2, 4 into compartments of 2, 4, 8 (S, M, L).</summary>
/// <remarks>A rule of thumb for envelopes; a packet must also be no larger than the door (<see cref="Takes"/>).</remarks>
public static class Capacity
{
    public static int VolumeOf(PacketSize packet) => 1 << (int)packet;

    public static int VolumeIn(PacketSize compartment) => 2 << (int)compartment;

    /// <param name="taken">Volume of what is inside already.</param>
    public static bool Takes(PacketSize compartment, int taken, PacketSize packet) =>
        compartment >= packet && taken + VolumeOf(packet) <= VolumeIn(compartment);
}
