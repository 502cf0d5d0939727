using System.Collections.Immutable;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Hardware.Io;
using SmartLocker.Firmware.Hardware.Lines;
using SmartLocker.Firmware.Hardware.Sensors;

namespace SmartLocker.Firmware.Hardware.Latches;

/// <summary>Energises one latch at a time, no longer, no more often and at no other current than its rating allows.</summary>
/// <remarks>
/// A solenoid left on burns out. So a pulse is capped before any line is touched, every way out switches all lines
/// off and reads them back, and a bank that cannot be shown to be off is never energised again.
/// Says nothing about the door: only its switches know whether it opened.
/// Not thread-safe: belongs to the thread that owns the lines, which calls <see cref="Turn"/> when <see cref="Due"/>.
/// </remarks>
public sealed class PulseDriver : IDisposable
{
    /// <summary>Long enough for the current to die away, so that what flows then flows through a driver that is stuck.</summary>
    public static readonly TimeSpan SettleTime = TimeSpan.FromMilliseconds(20);

    private readonly BoardWiring _board;
    private readonly DoorSensors _sensors;
    private readonly TimeProvider _time;
    private readonly ImmutableSortedDictionary<string, BankOutputs> _outputs;
    private readonly ImmutableSortedDictionary<int, PulseHistory> _histories;
    private Pulse? _running;

    /// <param name="board">Every output is switched off here and now.</param>
    public PulseDriver(BoardWiring board, DoorSensors sensors, TimeProvider time)
    {
        (_board, _sensors, _time) = (board, sensors, time);
        _outputs = board.Banks.ToImmutableSortedDictionary(
            bank => bank.Id, bank => new BankOutputs(bank), StringComparer.Ordinal);
        _histories = board.Banks.SelectMany(bank => bank.Doors.Select(door => (bank, door)))
            .ToImmutableSortedDictionary(pair => pair.door.Compartment, pair => new PulseHistory(pair.bank.Rating, time));
    }

    public bool IsBusy => _running is not null;

    /// <summary>How long until <see cref="Turn"/> has something to do; null while no latch is energised.</summary>
    public TimeSpan? Due => _running is { } pulse
        ? pulse.NextAfter - _time.GetElapsedTime(pulse.Phase is PulsePhase.Settling ? pulse.Off : pulse.On) : null;

    public LatchRating RatingOf(int compartment) => BankOf(compartment).Rating;

    /// <returns>Null when the pulse began; else why nothing was energised, or why it had to stop at once.</returns>
    public PulseResult? Start(PulseOrder order)
    {
        BankWiring bank = BankOf(order.Compartment);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(order.Width, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(order.Width, bank.Rating.PulseMax);
        if (IsBusy || !_histories[order.Compartment].MayPulse())
        {
            return new PulseResult.Resting();
        }

        BankOutputs outputs = _outputs[bank.Id];
        if (outputs.IsCut)
        {
            return new PulseResult.LineFault(bank.Id, "the supply was cut and stays off until the next start");
        }

        // Over all banks: they share a supply, and a second latch that is on would open as well.
        if (_outputs.Values.Select(each => each.FindOn()).FirstOrDefault(found => found is not null) is { } stray)
        {
            return Fail(stray);
        }

        DoorWiring door = bank.Doors.First(each => each.Compartment == order.Compartment);
        _running = new Pulse(order, bank, outputs, LatchedBeside(door, bank), _time.GetTimestamp());
        try
        {
            outputs.Energise(door);
            return null;
        }
        catch (LineFaultException fault)
        {
            _histories[order.Compartment].Ended();
            return Fail(fault);
        }
    }

    /// <returns>The pulse that ended now, with what it did; null while it runs or none does.</returns>
    public (PulseOrder Order, PulseResult Result)? Turn()
    {
        if (_running is not { } pulse || Due > TimeSpan.Zero)
        {
            return null;
        }

        PulseResult? result = pulse.Phase switch
        {
            PulsePhase.Rising => Measure(pulse),
            PulsePhase.Measured => SwitchOff(pulse),
            _ => Judge(pulse),
        };
        if (result is null)
        {
            return Turn();
        }

        _running = null;
        return (pulse.Order, result);
    }

    /// <summary>Takes the current off the compartment's bank for good.</summary>
    public void CutSupply(int compartment) => _outputs[BankOf(compartment).Id].Cut();

    /// <summary>Ends a running pulse now and switches every bank off.</summary>
    public void Dispose()
    {
        _running = null;
        foreach (BankOutputs outputs in _outputs.Values)
        {
            outputs.TurnOff();
        }
    }

    private PulseResult? Measure(Pulse pulse)
    {
        try
        {
            _running = pulse with { Phase = PulsePhase.Measured, Amps = pulse.Bank.Current?.ReadAmps() };
        }
        catch (IOException)
        {
            _running = pulse with { Phase = PulsePhase.Measured }; // Unmeasured is unjudged; the switches still speak.
        }

        return null;
    }

    private PulseResult.LineFault? SwitchOff(Pulse pulse)
    {
        LineFaultException? fault = pulse.Outputs.TurnOff();
        _histories[pulse.Order.Compartment].Ended();
        _running = pulse with { Phase = PulsePhase.Settling, Off = _time.GetTimestamp() };
        return fault is null ? null : Fail(fault); // Whatever fails: every bank goes off.
    }

    private PulseResult Judge(Pulse pulse)
    {
        if (StillFlows(pulse.Bank) || pulse.LatchedBeside.Any(beside => _sensors.Hook(beside) is Contact.Open))
        {
            pulse.Outputs.Cut();
            return new PulseResult.DriverStuckOn();
        }

        return pulse.Amps switch
        {
            { } amps when amps > pulse.Bank.Rating.MostAmps => new PulseResult.CoilShort(),
            { } amps when amps < pulse.Bank.Rating.LeastAmps => new PulseResult.CoilOpen(),
            _ => new PulseResult.Pulsed(),
        };
    }

    private static bool StillFlows(BankWiring bank)
    {
        try
        {
            return bank.Current?.ReadAmps() > LatchRating.OffAmps;
        }
        catch (IOException)
        {
            return false; // The lines were read back as off; a silent meter alone proves nothing.
        }
    }

    private PulseResult.LineFault Fail(LineFaultException fault)
    {
        Dispose();
        return new PulseResult.LineFault(fault.Line, fault.Detail);
    }

    private BankWiring BankOf(int compartment) =>
        _board.Banks.First(bank => bank.Doors.Any(door => door.Compartment == compartment));

    private ImmutableArray<int> LatchedBeside(DoorWiring door, BankWiring bank) =>
        [.. bank.Doors.Select(each => each.Compartment)
            .Where(number => number != door.Compartment && _sensors.Hook(number) is Contact.Closed)];

    private enum PulsePhase { Rising, Measured, Settling }

    private sealed record Pulse(
        PulseOrder Order, BankWiring Bank, BankOutputs Outputs, ImmutableArray<int> LatchedBeside, long On)
    {
        public PulsePhase Phase { get; init; }
        public decimal? Amps { get; init; }
        public long Off { get; init; }

        /// <summary>The current is measured halfway, when it is past its rise.</summary>
        public TimeSpan NextAfter => Phase switch
        {
            PulsePhase.Rising => Order.Width / 2,
            PulsePhase.Measured => Order.Width,
            _ => SettleTime,
        };
    }
}
