namespace SmartLocker.Server.Rpc.Orders;

/// <summary>What the server may order of a cabinet while its stream lives. Never queued, stored or repeated (CL-50).</summary>
public interface ICabinetOrders
{
    Task<OrderOutcome> Open(CabinetId cabinet, OpenWish wish, CancellationToken cancellation);

    Task<OrderOutcome> RunSelfTest(CabinetId cabinet, CancellationToken cancellation);

    /// <summary>Blink and beep.</summary>
    Task<OrderOutcome> Identify(CabinetId cabinet, CancellationToken cancellation);

    /// <summary>Ends its stream, so that it greets anew and hears how its journal is judged now.</summary>
    Task Reconnect(CabinetId cabinet);

    /// <summary>Nothing while the cabinet is away.</summary>
    LiveCabinet? Find(CabinetId cabinet);

    /// <summary>When it was last heard, or the start of this server; nothing while its stream lives.</summary>
    DateTimeOffset? AwaySince(CabinetId cabinet);
}
