using FsCheck;
using FsCheck.Fluent;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Hardware.Io;
using SmartLocker.Firmware.Hardware.Sensors;
using SmartLocker.Firmware.Hardware.Simulated;

namespace SmartLocker.Firmware.Hardware.Tests.Sensors;

public sealed class SensorTests
{
    [Fact]
    public void After_the_start_every_door_is_reported_once_and_only_when_settled()
    {
        using Rig rig = new();
        rig.Run(10);
        Assert.Empty(rig.Reports());

        rig.Run(200);
        CabinetInput.SensorsRead read = Assert.IsType<CabinetInput.SensorsRead>(Assert.Single(rig.Reports()));
        Assert.Equal(Enumerable.Range(1, 24), read.Doors.Select(door => door.Compartment));
        Assert.All(read.Doors, door => Assert.Equal((Contact.Closed, Contact.Closed), (door.Hook, door.Door)));
    }

    [Fact]
    public void Then_only_what_changed_is_reported()
    {
        using Rig rig = new();
        rig.Run(100);
        rig.Reports();
        rig.Board.Force(11);
        rig.Run(100);
        DoorReading reading = Assert.Single(rig.Reports().OfType<CabinetInput.SensorsRead>().SelectMany(read => read.Doors));
        Assert.Equal(new DoorReading(11, Contact.Open, Contact.Open), reading);
    }

    [Theory]
    [InlineData("SDL-60-RS")]
    [InlineData("SDL-12-SC")]
    public void A_cabinet_without_door_switches_reports_them_absent(string model)
    {
        using Rig rig = new(model);
        rig.Run(2_000);
        Assert.Equal(new DoorReading(1, Contact.Closed, Contact.Absent), rig.Reading(1));
    }

    /// <summary>The level itself: board and reader share one reading of it, so both could be wrong together.</summary>
    [Theory]
    [InlineData("SDL-24-CH", false)]
    [InlineData("SDL-12-SC", false)]
    [InlineData("SDL-60-RS", true)]
    public void A_latched_hook_shows_the_level_that_its_model_states(string model, bool high)
    {
        using Rig rig = new(model);
        Assert.All(rig.Wiring.Doors, door => Assert.Equal(high, door.Hook!.Line.IsHigh()));
        rig.Board.Force(1);
        Assert.Equal(!high, rig.Wiring.Doors.First().Hook!.Line.IsHigh());
    }

    [Theory]
    [InlineData(DoorMisbehaviour.HookStuckLatched, Contact.Closed, Contact.Open)]
    [InlineData(DoorMisbehaviour.HookStuckOpen, Contact.Open, Contact.Open)]
    [InlineData(DoorMisbehaviour.ReedStuckShut, Contact.Open, Contact.Closed)]
    [InlineData(DoorMisbehaviour.ReedStuckOpen, Contact.Open, Contact.Open)]
    [InlineData(DoorMisbehaviour.SwitchLineError, Contact.Unknown, Contact.Unknown)]
    [InlineData(DoorMisbehaviour.WornSpring, Contact.Open, Contact.Closed)]
    public void What_a_released_door_reads_when_something_is_wrong(DoorMisbehaviour wrong, Contact hook, Contact door)
    {
        using Rig rig = new();
        rig.Board.Misbehave(2, wrong, on: true);
        rig.Run(100);
        rig.Pulse(2);
        rig.Run(1_000);
        Assert.Equal(new DoorReading(2, hook, door), rig.Reading(2));
    }

    [Fact]
    public void A_chattering_switch_is_reported_once_it_is_quiet()
    {
        using Rig rig = new();
        rig.Board.Misbehave(2, DoorMisbehaviour.Bouncing, on: true);
        rig.Run(100);
        rig.Reports();
        rig.Board.Force(2);
        rig.Run(180);
        Assert.Empty(rig.Reports());
        rig.Run(300);
        Assert.Equal(new DoorReading(2, Contact.Open, Contact.Open), rig.Reading(2));
    }

    [Fact]
    public void A_full_channel_delays_news_and_loses_none()
    {
        using Rig rig = new(reportsMax: 1);
        rig.Run(100);
        rig.Board.Force(1);
        rig.Pulse(2);
        rig.Run(1_000);
        List<CabinetInput> reports = [];
        for (int read = 0; read < 5; read++)
        {
            reports.AddRange(rig.Reports());
            rig.Run(1);
        }

        Assert.Single(reports.OfType<CabinetInput.PulseEnded>());
        Assert.Equal(
            [Contact.Open, Contact.Open],
            new[] { 1, 2 }.Select(compartment => reports.OfType<CabinetInput.SensorsRead>()
                .SelectMany(read => read.Doors).Last(door => door.Compartment == compartment).Door));
    }

    [Fact]
    public void Asked_again_every_door_is_reported_again()
    {
        using Rig rig = new();
        rig.Run(100);
        rig.Reports();
        rig.Cycle.TryOrder(new IoOrder.ReadAll());
        rig.Run(2);
        Assert.Equal(24, Assert.IsType<CabinetInput.SensorsRead>(Assert.Single(rig.Reports())).Doors.Length);
    }

    /// <summary>Whatever a switch says, its settled reading is one that came so often in a row; nothing is invented.</summary>
    [Fact]
    public void A_reading_settles_only_on_equal_samples_in_a_row() => Prop.ForAll(
        Gen.Elements(Enum.GetValues<Contact>()).ArrayOf().ToArbitrary(), Gen.Choose(1, 5).ToArbitrary(),
        (samples, needed) =>
        {
            Debounce now = Debounce.Start;
            for (int index = 0; index < samples.Length; index++)
            {
                Contact before = now.Settled;
                now = now.Sample(samples[index], needed);
                bool equal = index + 1 >= needed
                    && samples[(index + 1 - needed)..(index + 1)].All(sample => sample == samples[index]);
                Assert.Equal(equal ? samples[index] : before, now.Settled);
            }
        }).QuickCheckThrowOnFailure();
}
