using SmartLocker.HardwareSpecs.Cabinets;
using SmartLocker.HardwareSpecs.Loading;
using SmartLocker.HardwareSpecs.Wiring;

namespace SmartLocker.HardwareSpecs.Tests.Loading;

/// <summary>The typed model says what the file says: a level or a time read wrongly would drive a coil wrongly.</summary>
public sealed class BuiltModelTests
{
    [Theory]
    [InlineData("SDL-24-CH", "lock_fire", true, false, true, PinPull.None)]
    [InlineData("SDL-24-CH", "exp_reset_n", false, true, true, PinPull.None)]
    [InlineData("SDL-24-CH", "tamper_door", true, false, false, PinPull.Up)]
    [InlineData("SDL-24-CH", "acc_int", true, false, false, PinPull.Down)]
    [InlineData("SDL-12-SC", "buzzer_n", false, false, false, PinPull.None)]
    public void A_line_is_driven_and_read_as_its_file_says(
        string model, string id, bool activeHigh, bool safeIsActive, bool critical, PinPull pull)
    {
        LineSpec line = Models.Find(model)!.Lines.Single(each => each.Id == id);
        Assert.Equal(
            (activeHigh, safeIsActive, critical, pull), (line.ActiveHigh, line.SafeIsActive, line.Critical, line.Pull));
    }

    [Theory]
    [InlineData("SDL-24-CH", ClosedLevel.Low, 40)]
    [InlineData("SDL-12-SC", ClosedLevel.Low, 40)]
    [InlineData("SDL-60-RS", ClosedLevel.Bit1, 0)]
    public void A_hook_is_latched_at_the_level_of_its_file_and_settles_as_long(string model, ClosedLevel closed, int debounce) =>
        Assert.All(Models.Find(model)!.Compartments, door => Assert.Equal(
            (SensorMeaning.HookLatched, closed, Milliseconds(debounce)),
            (door.Hook!.Type.Meaning, door.Hook.Type.ClosedLevel, door.Hook.Type.Debounce)));

    [Theory]
    [InlineData("closedLevel: bit1", "closedLevel: bit0", ClosedLevel.Bit0)]
    public void A_board_that_says_it_the_other_way_round_is_read_so(string old, string @new, ClosedLevel closed)
    {
        LoadOutcome outcome = ModelLoader.Load(Spoilt.Text("sdl-60-rs", old, @new), "changed");
        CabinetModel model = Assert.IsType<LoadOutcome.Loaded>(outcome).Model;
        Assert.All(model.Compartments, door => Assert.Equal(closed, door.Hook!.Type.ClosedLevel));
    }

    [Fact]
    public void A_bank_is_pulsed_as_its_file_says()
    {
        BankSpec bank = Models.Find("SDL-12-SC")!.Banks.Single();
        Assert.Equal([Milliseconds(200), Milliseconds(300), Milliseconds(400)], bank.Attempts);
        Assert.Equal((Milliseconds(1000), 6, false), (bank.Rest, bank.PerLockPerMinute, bank.TimedByBoard));
        Assert.Equal((Milliseconds(600), Milliseconds(400)), (bank.Gate.HardwareMaxOn, bank.Gate.HardwareMinOff));
        Assert.Equal(
            (2.4m, Milliseconds(1000), Milliseconds(1000)),
            (bank.LockType.CurrentAmps, bank.LockType.MaxOn, bank.LockType.MinRest));
    }

    [Fact]
    public void A_door_is_waited_for_as_its_file_says()
    {
        DoorPolicy policy = Models.Find("SDL-24-CH")!.Policy;
        Assert.Equal(
            (Milliseconds(20), Milliseconds(1500), Milliseconds(10_000), Milliseconds(60_000), Milliseconds(300_000)),
            (policy.SensePoll, policy.ReleaseDetect, policy.DoorOpenTimeout, policy.HeldOpenWarn, policy.HeldOpenAlarm));
        Assert.Equal((Milliseconds(150), 3), (policy.ForcedOpenDebounce, policy.JamAfterAttempts));
    }

    private static TimeSpan Milliseconds(int count) => TimeSpan.FromMilliseconds(count);
}
