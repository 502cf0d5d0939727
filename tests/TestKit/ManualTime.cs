namespace SmartLocker.TestKit;

/// <summary>A clock that moves only when told. Timers fire on the caller's thread, in due order; any may set one.</summary>
public sealed class ManualTime(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _timers = [];
    private TimeSpan _elapsed;
    private long _created;

    public ManualTime()
        : this(new DateTimeOffset(2026, 10, 2, 0, 0, 0, TimeSpan.Zero))
    {
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;
    public override DateTimeOffset GetUtcNow() => start + _elapsed;
    public override long GetTimestamp() => _elapsed.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ManualTimer timer = new(this, _created++, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        TimeSpan until = _elapsed + by;
        while (NextDue(until) is { } next)
        {
            _elapsed = next.Due!.Value;
            next.Fire();
        }

        _elapsed = until;
    }

    private ManualTimer? NextDue(TimeSpan until)
    {
        lock (_gate)
        {
            return _timers.Where(timer => timer.Due <= until).OrderBy(timer => (timer.Due, timer.Order)).FirstOrDefault();
        }
    }

    private sealed class ManualTimer(ManualTime clock, long order, Action fire) : ITimer
    {
        private TimeSpan _period;

        public long Order => order;
        public TimeSpan? Due { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                _period = period;
                Due = dueTime < TimeSpan.Zero ? null : clock._elapsed + dueTime;
                if (!clock._timers.Contains(this))
                {
                    clock._timers.Add(this);
                }
            }

            return true;
        }

        public void Fire()
        {
            Due = _period > TimeSpan.Zero ? Due + _period : null;
            fire();
        }

        public void Dispose()
        {
            lock (clock._gate)
            {
                clock._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
