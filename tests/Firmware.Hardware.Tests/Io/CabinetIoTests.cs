using System.Threading.Channels;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Hardware.Io;
using SmartLocker.Firmware.Hardware.Simulated;
using SmartLocker.Firmware.Hardware.Tests.Latches;
using SmartLocker.HardwareSpecs;
using SmartLocker.HardwareSpecs.Cabinets;
using Channel = System.Threading.Channels.Channel;

namespace SmartLocker.Firmware.Hardware.Tests.Io;

/// <summary>The thread itself, on the machine's clock: what it does, never how long it took.</summary>
public sealed class CabinetIoTests
{
    private readonly CabinetModel _model = Models.Find("SDL-24-CH")!;
    private readonly Channel<CabinetInput> _reports = Channel.CreateBounded<CabinetInput>(100);
    private readonly VirtualBoard _board;
    private readonly BoardWiring _wiring;
    private readonly CabinetIo _io;

    public CabinetIoTests()
    {
        _board = new VirtualBoard(_model, TimeProvider.System);
        _wiring = _board.Wire();
        _io = new CabinetIo(new IoCycle(_wiring, _model.Policy.SensePoll, _reports.Writer, TimeProvider.System));
    }

    [Fact]
    public async Task An_order_opens_a_door_and_is_answered()
    {
        using CabinetIo io = _io;
        Assert.True(io.TryOrder(Pulse(1)));
        CabinetInput.PulseEnded ended = await Ended();
        Assert.Equal(new PulseResult.Pulsed(), ended.Result);
        Assert.False(_board.Door(1).IsLatched);
    }

    [Fact]
    public async Task Draining_lets_the_running_pulse_end_and_takes_no_more()
    {
        using CabinetIo io = _io;
        Assert.True(io.TryOrder(Pulse(1)));
        await io.DrainAsync();
        Assert.Equal(new PulseResult.Pulsed(), (await Ended()).Result);
        Assert.False(io.TryOrder(Pulse(2)));
        Assert.DoesNotContain(_wiring.Banks.SelectMany(bank => bank.Outputs), line => line.IsOn());
    }

    [Fact]
    public async Task Disposed_in_the_middle_of_a_pulse_everything_is_off()
    {
        _io.TryOrder(Pulse(1));
        await foreach (CabinetInput _ in _reports.Reader.ReadAllAsync(TestContext.Current.CancellationToken))
        {
            break; // The first report: the thread runs.
        }

        _io.Dispose();
        Assert.True(_io.Ended.IsCompletedSuccessfully);
        Assert.DoesNotContain(_wiring.Banks.SelectMany(bank => bank.Outputs), line => line.IsOn());
    }

    [Fact]
    public async Task A_bug_in_the_middle_of_a_pulse_ends_the_thread_with_everything_off_and_is_told()
    {
        ExplodingOutput? fire = null;
        BoardWiring wiring = new([.. new VirtualBoard(_model, TimeProvider.System).Wire().Banks
            .Select(bank => bank with { Fire = fire = new ExplodingOutput(bank.Fire!) })]);
        fire!.Explodes = true;
        using CabinetIo ended = _io;
        using CabinetIo io = new(new IoCycle(wiring, _model.Policy.SensePoll, _reports.Writer, TimeProvider.System));
        Assert.True(io.TryOrder(Pulse(20)));
        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => io.Ended);
        Assert.DoesNotContain(wiring.Banks.SelectMany(bank => bank.Outputs), line => line.IsOn());
    }

    private static IoOrder.Pulse Pulse(int compartment) =>
        new(new PulseOrder(CommandId.Parse("a-command"), compartment, 1, TimeSpan.FromMilliseconds(200)));

    private async Task<CabinetInput.PulseEnded> Ended() =>
        await _reports.Reader.ReadAllAsync(TestContext.Current.CancellationToken).OfType<CabinetInput.PulseEnded>()
            .FirstAsync(TestContext.Current.CancellationToken);
}
