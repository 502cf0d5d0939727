using System.Collections.Immutable;
using SmartLocker.HardwareSpecs;
using SmartLocker.HardwareSpecs.Cabinets;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Features.CabinetPages.Opening;
using SmartLocker.Server.Rpc.Orders;
using SmartLocker.Server.Storage;
using SmartLocker.Server.Web;
using SmartLocker.Server.Web.Words;

namespace SmartLocker.Server.Features.CabinetPages;

/// <summary>Reads cabinets for the administrator's pages: record, model and what is live.</summary>
internal sealed class CabinetReader(ILedger ledger, ICabinetOrders orders, OpenRequests requests, NamesReader names)
{
    public async Task<CabinetView?> Find(CabinetId id) =>
        (await ledger.FindCabinet(id))?.State is { } cabinet ? View(cabinet, await names.Read()) : null;

    public async Task<ImmutableArray<CabinetView>> All()
    {
        Names known = await names.Read();
        return [.. (await ledger.Views.Cabinets()).OrderBy(cabinet => cabinet.Id).Select(cabinet => View(cabinet, known))];
    }

    private CabinetView View(Cabinet cabinet, Names known)
    {
        CabinetModel? model = Models.Find(cabinet.ModelId);
        return new CabinetView(
            cabinet, model?.Revision == cabinet.ModelRevision ? model : null,
            orders.Find(cabinet.Id), requests.Of(cabinet.Id), known)
        {
            AwaySince = orders.AwaySince(cabinet.Id),
        };
    }
}
