using SmartLocker.Server.Rpc.Orders;
using SmartLocker.Simulation.World;

namespace SmartLocker.Simulation.Server;

/// <summary>What the nodes see of cabinets that speak now.</summary>
/// <remarks>Orders take another way here: <see cref="ServerNodes.TryOrder"/>.</remarks>
internal sealed class CityOrders(City city) : ICabinetOrders
{
    public LiveCabinet? Find(CabinetId cabinet) => city.Nodes.Find(cabinet);

    public DateTimeOffset? AwaySince(CabinetId cabinet) => throw new NotSupportedException();

    public Task<OrderOutcome> Open(CabinetId cabinet, OpenWish wish, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<OrderOutcome> RunSelfTest(CabinetId cabinet, CancellationToken cancellation) => throw new NotSupportedException();
    public Task<OrderOutcome> Identify(CabinetId cabinet, CancellationToken cancellation) => throw new NotSupportedException();
    public Task Reconnect(CabinetId cabinet) => throw new NotSupportedException();
}
