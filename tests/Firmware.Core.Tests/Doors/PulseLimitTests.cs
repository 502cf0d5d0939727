using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Doors;
using SmartLocker.Firmware.Core.Journal;
using SmartLocker.Firmware.Core.Tests.Cabinet;
using static SmartLocker.Firmware.Core.Tests.Cabinet.People;

namespace SmartLocker.Firmware.Core.Tests.Doors;

/// <summary>A solenoid that is energised too often burns: what the model allows in a minute is all that one lock gets.</summary>
public sealed class PulseLimitTests
{
    private readonly Bench _bench = new();

    [Fact]
    public void Whoever_opens_the_same_door_again_and_again_gets_no_more_pulses_than_the_model_allows_in_a_minute()
    {
        int door = Used(PerMinute);
        _bench.Ask(new KioskRequest.OpenAgain());
        Assert.Equal(PerMinute, Pulses);
        Assert.Equal(new Fact.ReleaseEnded(_bench.Last<Fact.ReleaseIntended>().Command, door, ReleaseResult.Refused, 0),
            _bench.Last<Fact.ReleaseEnded>());
        Assert.Equal(NoticeKind.DoorNotUsable, _bench.Screen.Message?.Kind);
    }

    [Fact]
    public void A_minute_later_the_lock_may_be_pulsed_again()
    {
        Used(PerMinute);
        for (int second = 0; second < 50; second += 10)
        {
            _bench.Ask(new KioskRequest.MoreTime());
            _bench.Seconds(10);
        }

        _bench.Seconds(10);
        _bench.Ask(new KioskRequest.OpenAgain());
        Assert.Equal(PerMinute + 1, Pulses);
    }

    [Fact]
    public void A_stuck_latch_gets_only_the_attempts_that_the_minute_has_left()
    {
        Used(PerMinute - 1);
        _bench.Ask(new KioskRequest.OpenAgain());
        _bench.Pulse();
        _bench.Seconds(2);
        _bench.Seconds(2);
        Assert.Equal(PerMinute, Pulses);
        Fact.ReleaseEnded ended = _bench.Last<Fact.ReleaseEnded>();
        Assert.Equal((ReleaseResult.Jammed, 1), (ended.Result, ended.Pulses));
    }

    private int PerMinute => DoorTiming.Of(_bench.Model, 1).PulsesPerMinute;

    private int Pulses => _bench.Effects.Count(effect => effect is CabinetEffect.PulseLatch);

    /// <summary>A deposit whose door was opened so often, each time by one pulse, within half a minute.</summary>
    private int Used(int times)
    {
        _bench.SignIn(Sender);
        int door = _bench.Deposits(Plain.Value);
        for (int time = 1; time < times; time++)
        {
            _bench.Ask(new KioskRequest.OpenAgain());
            _bench.Shuts(_bench.Opens());
        }

        Assert.Equal(times, Pulses);
        return door;
    }
}
