namespace SmartLocker.Grpc.Tests.Support;

/// <summary>What the service saw, for tests that look from outside.</summary>
internal sealed class EchoWitness
{
    private readonly TaskCompletionSource _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Some handler waits.</summary>
    public Task Entered => _entered.Task;

    /// <summary>A waiting handler was cancelled.</summary>
    public Task Cancelled => _cancelled.Task;

    public int Written { get; set; }

    public void OpenGate() => _open.TrySetResult();

    public async Task WaitAtGateAsync()
    {
        _entered.TrySetResult();
        await _open.Task;
    }

    public async Task WaitForCancellationAsync(CancellationToken cancellation)
    {
        _entered.TrySetResult();
        try
        {
            await Task.Delay(Timeout.Infinite, cancellation);
        }
        catch (OperationCanceledException)
        {
            _cancelled.TrySetResult();
            throw;
        }
    }
}
