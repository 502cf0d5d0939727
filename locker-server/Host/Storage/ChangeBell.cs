namespace SmartLocker.Server.Storage;

/// <summary>
/// Wakes whoever waits for something to change. Missing a ring costs time only: waiters also look by themselves.
/// </summary>
public sealed class ChangeBell
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _cursor;

    /// <summary>Of the newest history row when it last rang.</summary>
    public long Cursor
    {
        get { lock (_gate) { return _cursor; } }
    }

    /// <summary>Ends when something was committed after the cursor, or at once when that is so already.</summary>
    public Task WaitPast(long cursor, CancellationToken cancellation)
    {
        lock (_gate) { return _cursor > cursor ? Task.CompletedTask : _next.Task.WaitAsync(cancellation); }
    }

    public void Ring(long cursor)
    {
        TaskCompletionSource rung;
        lock (_gate)
        {
            _cursor = Math.Max(_cursor, cursor);
            (rung, _next) = (_next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        rung.SetResult();
    }
}
