using SmartLocker.Server.Rpc.Link;

namespace SmartLocker.Server.Rpc.Orders;

/// <summary>Orders through the live streams of this node.</summary>
internal sealed class CabinetOrders(CabinetStreams streams, TimeProvider time) : ICabinetOrders
{
    /// <summary>CL-52.</summary>
    public static readonly TimeSpan OpenLives = TimeSpan.FromSeconds(10);

    /// <summary>CL-56: pulses, a person who opens, the sensors.</summary>
    private static readonly TimeSpan MechanicsMax = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan NonceMax = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan SelfTestMax = TimeSpan.FromSeconds(60);

    public async Task<OrderOutcome> Open(CabinetId cabinet, OpenWish wish, CancellationToken cancellation)
    {
        // Nobody approves their own order, and every one has its reason on record.
        if (wish.Approver == wish.Operator || string.IsNullOrWhiteSpace(wish.Reason)) { return new OrderOutcome.Forbidden(); }
        if (streams.Find(cabinet) is not { } stream) { return new OrderOutcome.Offline(); }

        // Both steps on the same stream: a nonce dies with it.
        OrderOutcome issued = await Ask(stream, new CabinetOrder.IssueNonce(), NonceMax, cancellation);
        if (issued is not OrderOutcome.Nonce { Value: var nonce }) { return new OrderOutcome.Offline(); }

        CommandId command = CommandId.Parse(Guid.CreateVersion7(time.GetUtcNow()).ToString());
        CabinetOrder.Open open = new(command, nonce, OpenLives, wish);
        return await Ask(stream, open, OpenLives + MechanicsMax, cancellation);
    }

    public Task<OrderOutcome> RunSelfTest(CabinetId cabinet, CancellationToken cancellation) =>
        Ask(cabinet, new CabinetOrder.RunSelfTest(), SelfTestMax, cancellation);

    public Task<OrderOutcome> Identify(CabinetId cabinet, CancellationToken cancellation) =>
        Ask(cabinet, new CabinetOrder.Identify(), NonceMax, cancellation);

    public async Task Reconnect(CabinetId cabinet)
    {
        if (streams.Find(cabinet) is { } stream)
        {
            await stream.Close(new SessionEnd(RpcProblem.TakenOver, "Its journal was judged anew. Connect again."));
        }
    }

    public LiveCabinet? Find(CabinetId cabinet) => streams.Find(cabinet)?.Live;

    public DateTimeOffset? AwaySince(CabinetId cabinet) => streams.AwaySince(cabinet);

    private async Task<OrderOutcome> Ask(CabinetId cabinet, CabinetOrder order, TimeSpan wait, CancellationToken cancellation) =>
        streams.Find(cabinet) is { } stream ? await Ask(stream, order, wait, cancellation) : new OrderOutcome.Offline();

    private async Task<OrderOutcome> Ask(LiveStream stream, CabinetOrder order, TimeSpan wait, CancellationToken cancellation)
    {
        PendingOrder pending = new(Guid.CreateVersion7(time.GetUtcNow()).ToString(), order);
        stream.Order(pending);
        try
        {
            return await pending.Outcome.WaitAsync(wait, time, cancellation);
        }
        catch (TimeoutException)
        {
            pending.End(new OrderOutcome.NoAnswer());
            return await pending.Outcome;
        }
        catch (OperationCanceledException)
        {
            // Whoever asked went away; nobody waits for the answer.
            pending.End(new OrderOutcome.NoAnswer());
            throw;
        }
    }
}
