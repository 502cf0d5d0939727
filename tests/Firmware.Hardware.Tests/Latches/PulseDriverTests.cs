using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Hardware.Io;
using SmartLocker.Firmware.Hardware.Latches;
using SmartLocker.Firmware.Hardware.Lines;
using SmartLocker.Firmware.Hardware.Sensors;
using SmartLocker.Firmware.Hardware.Simulated;
using SmartLocker.HardwareSpecs;
using SmartLocker.TestKit;

namespace SmartLocker.Firmware.Hardware.Tests.Latches;

/// <summary>The driver by itself: it trusts nobody above it, so each of its guards holds without those of its caller.</summary>
public sealed class PulseDriverTests : IDisposable
{
    private const int InBankA = 1;
    private const int InBankB = 13;
    private const int Nowhere = 99;

    private readonly ManualTime _time = new();
    private readonly VirtualBoard _board;
    private BoardWiring _wiring;
    private PulseDriver? _driver;

    public PulseDriverTests()
    {
        _board = new VirtualBoard(Models.Find("SDL-24-CH")!, _time);
        _wiring = _board.Wire();
    }

    private PulseDriver Driver => _driver ??= new PulseDriver(_wiring, new DoorSensors(_wiring.Doors), _time);

    private IEnumerable<IOutputLine> On => _wiring.Banks.SelectMany(bank => bank.Outputs).Where(line => line.IsOn());

    public void Dispose()
    {
        _driver?.Dispose();
        _wiring.Dispose();
    }

    [Fact]
    public void A_pulse_wider_than_the_rating_is_refused_here_too()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Driver.Start(Order(InBankA, milliseconds: 401)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Driver.Start(Order(InBankA, milliseconds: 0)));
        Assert.Empty(On);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(InBankB)]
    public void While_one_latch_is_on_no_other_of_any_bank_is(int second)
    {
        Assert.Null(Driver.Start(Order(InBankA)));
        Assert.Equal(new PulseResult.Resting(), Driver.Start(Order(second)));
        Assert.Equal(["latch 1"], _wiring.Doors.Select(door => door.Latch).Where(line => line.IsOn()).Select(line => line.Name));
    }

    [Fact]
    public void A_line_that_is_on_in_another_bank_forbids_every_pulse()
    {
        StuckOutput stuck = Replace(InBankB);
        _ = Driver;
        stuck.IgnoresOff = true;
        stuck.SetOn();
        PulseResult.LineFault fault = Assert.IsType<PulseResult.LineFault>(Driver.Start(Order(InBankA)));
        Assert.Equal("latch 13", fault.Line);
        Assert.Equal(0, _board.Door(InBankA).Pulses);
    }

    [Fact]
    public void A_line_that_takes_off_and_stays_on_is_a_fault_and_its_bank_is_never_used_again()
    {
        StuckOutput stuck = Replace(InBankA);
        Assert.Null(Driver.Start(Order(InBankA)));
        stuck.IgnoresOff = true;
        _time.Advance(TimeSpan.FromMilliseconds(200));
        Assert.Equal("latch 1", Assert.IsType<PulseResult.LineFault>(Driver.Turn()?.Result).Line);

        stuck.IgnoresOff = false;
        stuck.SetOff();
        Assert.Empty(On);
        Assert.IsType<PulseResult.LineFault>(Driver.Start(Order(2)));
        Assert.Equal(0, _board.Door(2).Pulses);
    }

    [Fact]
    public void Disposed_in_the_middle_of_a_pulse_it_switches_off_before_anybody_gives_up_the_lines()
    {
        Driver.Start(Order(InBankA));
        Assert.NotEmpty(On);
        Driver.Dispose();
        Assert.Empty(On);
    }

    [Fact]
    public void A_compartment_of_no_bank_is_nobody_s_latch()
    {
        Assert.Throws<InvalidOperationException>(() => Driver.Start(Order(Nowhere)));
        Assert.Throws<InvalidOperationException>(() => Driver.CutSupply(Nowhere));
        Assert.Throws<InvalidOperationException>(() => Driver.RatingOf(Nowhere));
        Assert.Empty(On);
        Assert.Null(Driver.Start(Order(InBankA)));
    }

    /// <summary>0.6 and 1.3 times the 2.4 A that the coil of the model draws.</summary>
    [Theory]
    [InlineData(1.43, typeof(PulseResult.CoilOpen))]
    [InlineData(1.44, typeof(PulseResult.Pulsed))]
    [InlineData(3.12, typeof(PulseResult.Pulsed))]
    [InlineData(3.13, typeof(PulseResult.CoilShort))]
    public void What_a_coil_draws_is_judged_by_what_it_should(decimal amps, Type expected)
    {
        Measure(() => On.Any() ? amps : 0);
        Assert.IsType(expected, Run(InBankA));
    }

    [Fact]
    public void A_meter_that_does_not_answer_neither_lengthens_a_pulse_nor_condemns_it()
    {
        Measure(() => throw new IOException("no answer"));
        Assert.Equal(new PulseResult.Pulsed(), Run(InBankA));
        Assert.Empty(On);
    }

    [Fact]
    public void A_pulse_that_failed_half_way_counts_as_one_for_the_rest()
    {
        _board.Misbehave(InBankA, DoorMisbehaviour.NoEcho, on: true);
        Assert.IsType<PulseResult.LineFault>(Driver.Start(Order(InBankA)));
        _board.Misbehave(InBankA, DoorMisbehaviour.NoEcho, on: false);
        Assert.Equal(new PulseResult.Resting(), Driver.Start(Order(InBankA)));
    }

    [Fact]
    public void What_carries_the_current_goes_off_first_and_the_supply_last()
    {
        BankWiring bank = _wiring.Banks[0];
        Assert.Same(bank.Fire, bank.Outputs.First());
        Assert.Same(bank.Enable, bank.Outputs.Last());
        Assert.Equal(bank.Doors.Select(door => door.Latch), bank.Outputs.Skip(1).SkipLast(1));
    }

    private static PulseOrder Order(int compartment, int milliseconds = 200) =>
        new(CommandId.Parse("a-command"), compartment, 1, TimeSpan.FromMilliseconds(milliseconds));

    /// <summary>One pulse to its end, by the millisecond.</summary>
    private PulseResult? Run(int compartment)
    {
        Assert.Null(Driver.Start(Order(compartment)));
        for (int passed = 0; passed < 200 + PulseDriver.SettleTime.Milliseconds; passed++)
        {
            Assert.Null(Driver.Turn());
            Assert.Equal(passed < 200, On.Any());
            _time.Advance(TimeSpan.FromMilliseconds(1));
            if (passed == 199) { Assert.Null(Driver.Turn()); }
        }

        return Driver.Turn()?.Result;
    }

    private void Measure(Func<decimal> amps) => _wiring = new BoardWiring(
        [.. _wiring.Banks.Select(bank => bank with { Current = new CoilCurrent(amps) })]);

    private StuckOutput Replace(int compartment)
    {
        StuckOutput? stuck = null;
        _wiring = new BoardWiring([.. _wiring.Banks.Select(bank => bank with
        {
            Doors = [.. bank.Doors.Select(door => door.Compartment == compartment
                ? door with { Latch = stuck = new StuckOutput(door.Latch) } : door)],
        })]);
        return stuck!;
    }

    private sealed class CoilCurrent(Func<decimal> amps) : ICurrentSense
    {
        public decimal ReadAmps() => amps();
    }

    /// <summary>Takes every order without complaint and, when told to, does not carry "off" out.</summary>
    private sealed class StuckOutput(IOutputLine inner) : IOutputLine
    {
        public bool IgnoresOff { get; set; }

        public string Name => inner.Name;
        public void SetOn() => inner.SetOn();
        public bool IsOn() => inner.IsOn();
        public void Dispose() => inner.Dispose();

        public void SetOff()
        {
            if (!IgnoresOff)
            {
                inner.SetOff();
            }
        }
    }
}
