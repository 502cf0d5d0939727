using SmartLocker.Firmware.Agent.Running;

namespace SmartLocker.Firmware.Agent.Tests.Running;

public sealed class PinCheckTests
{
    [Fact]
    public void Only_the_right_pin_with_this_cabinet_s_pepper_is_right()
    {
        Assert.True(PinCheck.IsRight(World.Pin, World.Verifier, World.Pepper));
        Assert.False(PinCheck.IsRight(World.Pin + "0", World.Verifier, World.Pepper));
        Assert.False(PinCheck.IsRight(World.Pin, World.Verifier, World.Pepper.SetItem(0, 99)));
        Assert.False(PinCheck.IsRight(World.Pin, World.Verifier, []));
        Assert.False(PinCheck.IsRight(World.Pin, World.Verifier with { Iterations = 0 }, World.Pepper));
        Assert.False(PinCheck.IsRight(World.Pin, World.Verifier with { Verifier = [] }, World.Pepper));
    }
}
