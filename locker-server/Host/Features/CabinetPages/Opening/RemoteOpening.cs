using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Features.Fleet;
using SmartLocker.Server.Rpc.Orders;

namespace SmartLocker.Server.Features.CabinetPages.Opening;

/// <summary>An opening from afar: who wants it and why is on record before the cabinet hears of it.</summary>
internal sealed class RemoteOpening(CabinetRegistry registry, ICabinetOrders orders)
{
    /// <param name="by">Whoever decides last: the approver where one is needed.</param>
    public async Task<OrderWord> Order(CabinetId cabinet, Person by, OpenWish wish, CancellationToken cancellation)
    {
        CabinetEvent.OpeningOrdered opening = new(wish.Compartment, wish.Operator, wish.Approver, wish.Reason);
        return await registry.OrderOpening(cabinet, by, opening) is null
            ? OrderWord.Of(await orders.Open(cabinet, wish, cancellation))
            : OrderWord.Refused;
    }
}
