using SmartLocker.TestKit;

namespace SmartLocker.Simulation.World;

/// <summary>What will happen, in the order of its hour; of two at the same moment the one that was planned first.</summary>
internal sealed class Agenda(ManualTime time)
{
    private readonly PriorityQueue<Action, (TimeSpan Due, long Order)> _plan = new();
    private TimeSpan _now;
    private long _planned;

    public TimeSpan Now => _now;

    public void In(TimeSpan delay, Action happening) => _plan.Enqueue(happening, (_now + delay, _planned++));

    /// <returns>False when nothing is left before <paramref name="end"/>; then it is that hour.</returns>
    public bool Next(TimeSpan end)
    {
        bool due = _plan.TryPeek(out _, out (TimeSpan Due, long Order) slot) && slot.Due <= end;
        TimeSpan until = due ? slot.Due : end;
        time.Advance(until - _now);
        _now = until;
        if (due) { _plan.Dequeue()(); }
        return due;
    }
}
