using System.Diagnostics.CodeAnalysis;

namespace SmartLocker.Firmware.Hardware.Io;

/// <summary>The one thread that touches a cabinet's lines.</summary>
/// <remarks>
/// Wakes for every sample, for the end of a pulse, and at once for an order. However it ends, all lines are off.
/// </remarks>
public sealed class CabinetIo : IDisposable
{
    private readonly IoCycle _cycle;
    private readonly AutoResetEvent _wake = new(initialState: false);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Thread _thread;
    private volatile bool _stop;

    /// <param name="cycle">Owned: disposed when the thread ends.</param>
    public CabinetIo(IoCycle cycle)
    {
        _cycle = cycle;
        _thread = new Thread(Run) { IsBackground = true, Name = nameof(CabinetIo), Priority = ThreadPriority.Highest };
        _thread.Start();
    }

    /// <summary>Ends when the thread does; faulted when it ended by a bug: then this machine can open nothing any more.</summary>
    public Task Ended => _ended.Task;

    /// <inheritdoc cref="IoCycle.TryOrder"/>
    public bool TryOrder(IoOrder order)
    {
        bool taken = _cycle.TryOrder(order);
        Wake();
        return taken;
    }

    /// <summary>Takes no more orders, carries out what waits, lets a running pulse end, switches off.</summary>
    public Task DrainAsync()
    {
        _cycle.CloseOrders();
        Wake();
        return Ended;
    }

    /// <summary>Stops at once, in the middle of a pulse if need be.</summary>
    public void Dispose()
    {
        _stop = true;
        Wake();
        _thread.Join();
        _wake.Dispose();
    }

    private void Wake()
    {
        if (!_ended.Task.IsCompleted)
        {
            _wake.Set();
        }
    }

    [SuppressMessage("Design", "CA1031",
        Justification = "Top of a loop: the lines are off, and whoever awaits the end gets the bug.")]
    private void Run()
    {
        try
        {
            using (_cycle)
            {
                while (!_stop && !_cycle.IsDrained)
                {
                    _wake.WaitOne(WaitFor(_cycle.Turn()));
                }
            }

            _ended.TrySetResult();
        }
        catch (Exception bug)
        {
            _ended.TrySetException(bug);
        }
    }

    /// <summary>Rounded up: the wait counts whole milliseconds and a turn that comes early would only spin.</summary>
    private static TimeSpan WaitFor(TimeSpan due) => TimeSpan.FromMilliseconds(Math.Ceiling(due.TotalMilliseconds));
}
