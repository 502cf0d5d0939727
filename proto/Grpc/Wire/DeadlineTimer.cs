namespace Grpc.Wire;

/// <summary>Fires once when the time is over, however far off that is.</summary>
/// <remarks>Counts monotonic time from its creation: a corrected wall clock must not end calls.</remarks>
internal sealed class DeadlineTimer : IDisposable
{
    /// <summary>System timers end at 49 days; longer deadlines are waited for in steps.</summary>
    private static readonly TimeSpan StepMax = TimeSpan.FromDays(24);

    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly TimeSpan _after;
    private readonly Action _exceeded;
    private readonly ITimer _timer;

    public DeadlineTimer(TimeProvider time, TimeSpan after, Action exceeded)
    {
        (_time, _after, _exceeded, _start) = (time, after, exceeded, time.GetTimestamp());
        _timer = time.CreateTimer(
            static self => ((DeadlineTimer)self!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Arm(after);
    }

    public void Dispose() => _timer.Dispose();

    private void Fire()
    {
        TimeSpan left = _after - _time.GetElapsedTime(_start);
        if (left > TimeSpan.Zero)
        {
            Arm(left);
        }
        else
        {
            _exceeded();
        }
    }

    // Timers tick in whole milliseconds; half a tick early would come back as "not yet" and spin.
    private void Arm(TimeSpan left)
    {
        TimeSpan step = left < StepMax ? TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)) : StepMax;
        _timer.Change(step < TimeSpan.Zero ? TimeSpan.Zero : step, Timeout.InfiniteTimeSpan);
    }
}
