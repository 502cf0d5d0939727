using SmartLocker.HardwareSpecs.Placement;

namespace SmartLocker.HardwareSpecs.Tests.Placement;

public sealed class CapacityTests
{
    /// <summary>By volume alone an M packet would go into an S compartment; its door is too small all the same.</summary>
    [Theory]
    [InlineData(PacketSize.S, 0, PacketSize.S, true)]
    [InlineData(PacketSize.S, 1, PacketSize.S, true)]
    [InlineData(PacketSize.S, 2, PacketSize.S, false)]
    [InlineData(PacketSize.S, 0, PacketSize.M, false)]
    [InlineData(PacketSize.M, 2, PacketSize.M, true)]
    [InlineData(PacketSize.M, 3, PacketSize.M, false)]
    [InlineData(PacketSize.L, 4, PacketSize.L, true)]
    [InlineData(PacketSize.L, 8, PacketSize.S, false)]
    public void A_compartment_takes_what_fits_its_door_and_its_room(PacketSize door, int taken, PacketSize packet, bool takes) =>
        Assert.Equal(takes, Capacity.Takes(door, taken, packet));
}
