using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Hardware.Io;
using SmartLocker.Firmware.Hardware.Latches;
using SmartLocker.Firmware.Hardware.Lines;
using SmartLocker.Firmware.Hardware.Simulated;

namespace SmartLocker.Firmware.Hardware.Tests.Latches;

/// <summary>The fire algorithm on virtual metal: how long, how often, how many, and what happens when the metal lies.</summary>
public sealed class PulseTests
{
    [Fact]
    public void A_pulse_lasts_as_long_as_ordered_and_then_everything_is_off()
    {
        using Rig rig = new();
        int on = 0;
        rig.Pulse(compartment: 3);
        rig.Run(500, () => on += rig.LatchesOn.Any() ? 1 : 0);

        Assert.Equal(200, on);
        Assert.Empty(rig.On);
        Assert.Equal([new PulseResult.Pulsed()], rig.Results());
        Assert.False(rig.Board.Door(3).IsShut);
    }

    [Fact]
    public void Never_are_two_latches_on_whatever_is_ordered()
    {
        using Rig rig = new();
        foreach (int compartment in new[] { 1, 2, 13, 24 })
        {
            Assert.True(rig.Pulse(compartment));
        }

        rig.Run(2_000, () => Assert.True(rig.LatchesOn.Count() <= 1));
        Assert.Equal(4, rig.Results().Count(result => result is PulseResult.Pulsed));
        Assert.All(new[] { 1, 2, 13, 24 }, compartment => Assert.False(rig.Board.Door(compartment).IsShut));
    }

    [Fact]
    public void A_pulse_wider_than_the_rating_is_refused_before_any_line_is_touched()
    {
        using Rig rig = new();
        Assert.Throws<ArgumentOutOfRangeException>(() => rig.Pulse(1, milliseconds: 401));
        Assert.Throws<ArgumentOutOfRangeException>(() => rig.Pulse(1, milliseconds: 0));
        rig.Run(1_000, () => Assert.Empty(rig.On));
    }

    [Theory]
    [InlineData("SDL-24-CH")]
    [InlineData("SDL-60-RS")]
    [InlineData("SDL-12-SC")]
    public void No_model_allows_a_pulse_beyond_its_longest_attempt_or_its_hardware(string model)
    {
        using Rig rig = new(model);
        Assert.All(rig.Model.Banks, bank =>
        {
            TimeSpan max = LatchRating.Of(bank).PulseMax;
            Assert.True(max <= bank.Attempts.Max() && max <= bank.LockType.MaxOn);
            Assert.True(bank.Gate.HardwareMaxOn is not { } hardware || max <= hardware);
        });
    }

    [Fact]
    public void A_latch_rests_between_pulses_and_another_one_may_go()
    {
        using Rig rig = new();
        rig.Pulse(1);
        rig.Run(300);
        rig.Pulse(1);
        rig.Pulse(2);
        rig.Run(300);
        Assert.Equal([new PulseResult.Pulsed(), new PulseResult.Resting(), new PulseResult.Pulsed()], rig.Results());
        Assert.Equal(1, rig.Board.Door(1).Pulses);

        rig.Run(1_000);
        rig.Pulse(1);
        rig.Run(300);
        Assert.Equal([new PulseResult.Pulsed()], rig.Results());
    }

    [Fact]
    public void A_latch_is_pulsed_at_most_six_times_in_any_minute()
    {
        using Rig rig = new();
        for (int time = 0; time < 8; time++)
        {
            rig.Pulse(1);
            rig.Run(1_500);
        }

        Assert.Equal(6, rig.Results().Count(result => result is PulseResult.Pulsed));
        rig.Run(60_000);
        rig.Pulse(1);
        rig.Run(500);
        Assert.Equal([new PulseResult.Pulsed()], rig.Results());
    }

    [Fact]
    public void A_sticky_latch_gives_way_to_the_longer_second_pulse()
    {
        using Rig rig = new();
        rig.Board.Misbehave(5, DoorMisbehaviour.StickyLatch, on: true);
        rig.Pulse(5, 200);
        rig.Run(1_500);
        Assert.True(rig.Board.Door(5).IsShut);

        rig.Pulse(5, 300, attempt: 2);
        rig.Run(1_500);
        Assert.False(rig.Board.Door(5).IsShut);
    }

    [Theory]
    [InlineData(DoorMisbehaviour.CoilOpen, typeof(PulseResult.CoilOpen))]
    [InlineData(DoorMisbehaviour.CoilShort, typeof(PulseResult.CoilShort))]
    [InlineData(DoorMisbehaviour.Jammed, typeof(PulseResult.Pulsed))]
    [InlineData(DoorMisbehaviour.NoEcho, typeof(PulseResult.LineFault))]
    [InlineData(DoorMisbehaviour.LatchLineError, typeof(PulseResult.LineFault))]
    public void What_is_wrong_with_a_latch_is_a_result_and_everything_is_off(DoorMisbehaviour wrong, Type expected)
    {
        using Rig rig = new();
        rig.Board.Misbehave(7, wrong, on: true);
        rig.Pulse(7);
        rig.Run(500);
        Assert.Equal([expected], rig.Results().Select(result => result.GetType()));
        Assert.Empty(rig.On);
        Assert.True(rig.Board.Door(7).IsShut);
    }

    [Fact]
    public void A_welded_driver_that_opens_a_second_door_takes_the_supply_off_the_bank()
    {
        using Rig rig = new();
        rig.Board.Misbehave(4, DoorMisbehaviour.DriverStuckOn, on: true);
        rig.Run(100);
        rig.Pulse(3);
        rig.Run(500);
        Assert.Equal([new PulseResult.DriverStuckOn()], rig.Results());

        rig.Pulse(5);
        rig.Run(500);
        Assert.IsType<PulseResult.LineFault>(Assert.Single(rig.Results()));
        Assert.Equal(0, rig.Board.Door(5).Pulses);
    }

    [Fact]
    public void A_cut_supply_stays_cut()
    {
        using Rig rig = new();
        rig.Cycle.TryOrder(new IoOrder.CutSupply(2));
        rig.Pulse(1);
        rig.Pulse(13);
        rig.Run(500);
        Assert.Equal([typeof(PulseResult.LineFault), typeof(PulseResult.Pulsed)],
            rig.Results().Select(result => result.GetType()));
        Assert.Equal(0, rig.Board.Door(1).Pulses);
    }

    [Fact]
    public void A_line_that_cannot_be_switched_off_is_a_fault_and_its_bank_is_not_used_again()
    {
        FailingOutput? stuck = null;
        using Rig rig = new(rewire: wiring => ReplaceLatch(wiring, 6, latch => stuck = new FailingOutput(latch)));
        rig.Pulse(6);
        rig.Run(100);
        stuck!.OffFails = true;
        rig.Run(400);
        PulseResult.LineFault fault = Assert.IsType<PulseResult.LineFault>(Assert.Single(rig.Results()));
        Assert.Equal("latch 6", fault.Line);

        // The latch itself still reads as chosen, but neither its supply nor its fire line is on.
        Assert.Equal(["latch 6"], rig.On);
        stuck.OffFails = false;
        rig.Pulse(1);
        rig.Run(400);
        Assert.IsType<PulseResult.LineFault>(Assert.Single(rig.Results()));
        Assert.Equal(0, rig.Board.Door(1).Pulses);
    }

    [Fact]
    public void Current_that_flows_after_the_pulse_means_a_driver_that_is_stuck()
    {
        using Rig rig = new(rewire: wiring => new BoardWiring(
            [.. wiring.Banks.Select(bank => bank with { Current = new SteadyCurrent(2.4m) })]));
        rig.Pulse(1);
        rig.Run(500);
        Assert.Equal([new PulseResult.DriverStuckOn()], rig.Results());
    }

    [Fact]
    public void Disposed_in_the_middle_of_a_pulse_everything_is_off()
    {
        Rig rig = new();
        rig.Pulse(8);
        rig.Run(100);
        Assert.Contains("latch 8", rig.On);
        rig.Dispose();
        Assert.Empty(rig.On);
    }

    [Fact]
    public void A_crash_between_choosing_a_latch_and_firing_it_leaves_everything_off()
    {
        ExplodingOutput? fire = null;
        using Rig rig = new(rewire: wiring => new BoardWiring(
            [.. wiring.Banks.Select(bank => bank with { Fire = fire = new ExplodingOutput(bank.Fire!) })]));
        fire!.Explodes = true;
        rig.Pulse(20);
        Assert.Throws<InvalidTimeZoneException>(() => rig.Cycle.Turn());
        fire.Explodes = false;
        rig.Cycle.Dispose();
        Assert.Empty(rig.On);
        Assert.True(rig.Board.Door(20).IsLatched);
    }

    [Fact]
    public void Whatever_an_earlier_start_left_on_is_off_at_once()
    {
        using Rig earlier = new();
        earlier.Pulse(9);
        earlier.Run(50);
        Assert.NotEmpty(earlier.On);

        using PulseDriver driver = new(
            earlier.Board.Wire(), new Hardware.Sensors.DoorSensors(earlier.Wiring.Doors), earlier.Time);
        Assert.Empty(earlier.On);
    }

    private static BoardWiring ReplaceLatch(BoardWiring wiring, int compartment, Func<IOutputLine, IOutputLine> by) => new(
        [.. wiring.Banks.Select(bank => bank with
        {
            Doors = [.. bank.Doors.Select(door => door.Compartment == compartment ? door with { Latch = by(door.Latch) } : door)],
        })]);
}
