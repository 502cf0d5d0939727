using System.Collections.Immutable;
using System.Threading.Channels;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Hardware.Latches;
using SmartLocker.Firmware.Hardware.Sensors;

namespace SmartLocker.Firmware.Hardware.Io;

/// <summary>One turn of the thread that owns all lines: take orders, move the pulse on, sample the switches, report.</summary>
/// <remarks>
/// Holds no thread and never waits, so a test or a simulated world drives it by its own clock. Orders come from any
/// thread; <see cref="Turn"/> is called by one. A report that finds the channel full stays due and is tried again.
/// </remarks>
public sealed class IoCycle : IDisposable
{
    /// <summary>Orders that may wait. The core opens one door at a time; more than a few waiting would be a bug.</summary>
    private const int OrdersMax = 8;

    private readonly BoardWiring _board;
    private readonly ChannelWriter<CabinetInput> _reports;
    private readonly TimeProvider _time;
    private readonly TimeSpan _sensePoll;
    private readonly DoorSensors _sensors;
    private readonly PulseDriver _pulses;
    private readonly Channel<IoOrder> _orders = Channel.CreateBounded<IoOrder>(OrdersMax);
    private readonly Queue<CabinetInput> _undelivered = new();
    private long _sampledAt;

    /// <param name="board">Owned: every output is switched off here and now, and disposed with this.</param>
    public IoCycle(BoardWiring board, TimeSpan sensePoll, ChannelWriter<CabinetInput> reports, TimeProvider time)
    {
        (_board, _sensePoll, _reports, _time) = (board, sensePoll, reports, time);
        _sensors = new DoorSensors(board.Doors);
        _pulses = new PulseDriver(board, _sensors, time);
        Sample();
    }

    /// <summary>False when too many orders wait: then nothing will be energised for this one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A pulse wider than the rating: nobody may even ask for it.</exception>
    public bool TryOrder(IoOrder order)
    {
        if (order is IoOrder.Pulse { Order: var pulse })
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(pulse.Width, TimeSpan.Zero);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(pulse.Width, _pulses.RatingOf(pulse.Compartment).PulseMax);
        }

        return _orders.Writer.TryWrite(order);
    }

    /// <summary>No more orders; those that wait and the running pulse are still carried out.</summary>
    public void CloseOrders() => _orders.Writer.TryComplete();

    /// <summary>True once orders are closed, carried out and reported.</summary>
    public bool IsDrained => _orders.Reader.Completion.IsCompleted && !_pulses.IsBusy && _undelivered.Count == 0;

    /// <returns>How long nothing will be due, unless an order comes.</returns>
    public TimeSpan Turn()
    {
        End(_pulses.Turn());
        while (!_pulses.IsBusy && _orders.Reader.TryRead(out IoOrder? order))
        {
            Carry(order);
        }

        if (_time.GetElapsedTime(_sampledAt) >= _sensePoll)
        {
            Sample();
        }

        Report();
        TimeSpan untilSample = _sensePoll - _time.GetElapsedTime(_sampledAt);
        TimeSpan until = _pulses.Due is { } due && due < untilSample ? due : untilSample;
        return until > TimeSpan.Zero ? until : TimeSpan.Zero;
    }

    public void Dispose()
    {
        CloseOrders();
        _pulses.Dispose();
        _board.Dispose();
    }

    private void Carry(IoOrder order)
    {
        switch (order)
        {
            case IoOrder.Pulse { Order: var pulse }:
                End(_pulses.Start(pulse) is { } refused ? (pulse, refused) : null);
                break;
            case IoOrder.CutSupply { Compartment: var compartment }:
                _pulses.CutSupply(compartment);
                break;
            case IoOrder.ReadAll:
                _sensors.ForgetReported();
                break;
            default:
                throw new System.Diagnostics.UnreachableException(order.ToString());
        }
    }

    private void Sample()
    {
        _sampledAt = _time.GetTimestamp();
        _sensors.Sample();
    }

    private void End((PulseOrder Order, PulseResult Result)? ended)
    {
        if (ended is ({ } order, { } result))
        {
            _undelivered.Enqueue(new CabinetInput.PulseEnded(order.Command, order.Compartment, order.Attempt, result));
        }
    }

    private void Report()
    {
        while (_undelivered.TryPeek(out CabinetInput? oldest) && _reports.TryWrite(oldest))
        {
            _undelivered.Dequeue();
        }

        ImmutableArray<DoorReading> due = _undelivered.Count == 0 ? _sensors.Due() : [];
        if (due.Length > 0 && _reports.TryWrite(new CabinetInput.SensorsRead(due)))
        {
            _sensors.Reported(due);
        }
    }
}
