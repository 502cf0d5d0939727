using SmartLocker.Server.Rpc.Orders;

namespace SmartLocker.Server.Rpc.Link;

/// <summary>The orders of one stream that wait for an answer. They die with the stream.</summary>
internal sealed class OpenOrders
{
    /// <summary>People order by hand; more than this waiting means that nobody answers.</summary>
    private const int WaitingMax = 64;

    private readonly List<PendingOrder> _waiting = [];

    /// <summary>False when too many wait: the order was not sent.</summary>
    public bool Add(PendingOrder order)
    {
        _waiting.RemoveAll(known => known.Outcome.IsCompleted);
        if (_waiting.Count == WaitingMax) { return false; }

        _waiting.Add(order);
        return true;
    }

    /// <summary>An answer nobody waits for any more is let pass: the cabinet's journal has it.</summary>
    public void Answered(string correlation, OrderOutcome outcome) =>
        End(_waiting.FindIndex(order => order.Correlation == correlation), outcome);

    /// <summary>A nonce serves whoever asked first: one is as good as the other, and each is used once.</summary>
    public void Issued(string nonce) =>
        End(
            _waiting.FindIndex(order => order.Order is CabinetOrder.IssueNonce && !order.Outcome.IsCompleted),
            new OrderOutcome.Nonce(nonce));

    public void EndAll()
    {
        foreach (PendingOrder order in _waiting) { order.End(new OrderOutcome.NoAnswer()); }
        _waiting.Clear();
    }

    private void End(int index, OrderOutcome outcome)
    {
        if (index < 0) { return; }

        _waiting[index].End(outcome);
        _waiting.RemoveAt(index);
    }
}
