using SmartLocker.Firmware.Hardware.Latches;
using SmartLocker.HardwareSpecs;
using SmartLocker.HardwareSpecs.Wiring;

namespace SmartLocker.Firmware.Hardware.Tests.Latches;

/// <summary>Of all that limits a pulse the strictest counts, whichever that is.</summary>
public sealed class LatchRatingTests
{
    private readonly BankSpec _bank = Models.Find("SDL-12-SC")!.Banks[0];

    [Theory]
    [InlineData(400, 1000, 600, 400)]
    [InlineData(400, 300, 600, 300)]
    [InlineData(400, 1000, 250, 250)]
    public void No_pulse_outlasts_the_attempts_the_lock_or_the_one_shot(int attempt, int lockMax, int oneShot, int expected) =>
        Assert.Equal(Milliseconds(expected), LatchRating.Of(_bank with
        {
            Attempts = [Milliseconds(200), Milliseconds(attempt)],
            LockType = _bank.LockType with { MaxOn = Milliseconds(lockMax) },
            Gate = _bank.Gate with { HardwareMaxOn = Milliseconds(oneShot) },
        }).PulseMax);

    [Theory]
    [InlineData(1000, 400, 1000)]
    [InlineData(1000, 1500, 1500)]
    public void A_latch_rests_as_long_as_the_bank_or_the_lock_asks(int bank, int latch, int expected) =>
        Assert.Equal(Milliseconds(expected), LatchRating.Of(_bank with
        {
            Rest = Milliseconds(bank),
            LockType = _bank.LockType with { MinRest = Milliseconds(latch) },
        }).Rest);

    private static TimeSpan Milliseconds(int count) => TimeSpan.FromMilliseconds(count);
}
