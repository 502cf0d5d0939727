using SmartLocker.Server.Rpc.Orders;

namespace SmartLocker.Server.Rpc.Link;

/// <summary>An order on its way through a live stream, and who waits for its outcome.</summary>
internal sealed class PendingOrder(string correlation, CabinetOrder order)
{
    private readonly TaskCompletionSource<OrderOutcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Correlation => correlation;

    public CabinetOrder Order => order;

    public Task<OrderOutcome> Outcome => _outcome.Task;

    /// <summary>The first outcome counts.</summary>
    public void End(OrderOutcome outcome) => _outcome.TrySetResult(outcome);
}
