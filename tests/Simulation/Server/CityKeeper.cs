using SmartLocker.Server.Storage;
using SmartLocker.Simulation.World;
using static SmartLocker.Simulation.Server.Ended;

namespace SmartLocker.Simulation.Server;

/// <summary>Looks for what does not fit, as the product's own keeper does, only less often.</summary>
internal sealed class CityKeeper(City city)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LookAtAllEvery = TimeSpan.FromMinutes(60);

    private long _cursor;
    private TimeSpan _lookedAtAll;

    public void Begin() => city.Agenda.In(LookEvery, () =>
    {
        bool all = city.Agenda.Now - _lookedAtAll >= LookAtAllEvery;
        if (all) { _lookedAtAll = city.Agenda.Now; }

        // A store that was restored counts from an earlier event again.
        long newest = city.Store.Ledger.Bell.Cursor;
        HashSet<CabinetId> concerned = all || newest < _cursor ? [.. city.Cabinets.Select(node => node.Id)]
            : [.. Now(city.Store.Ledger.Views.StreamsSince(_cursor)).Select(StreamNames.Cabinet).OfType<CabinetId>()];
        _cursor = newest;
        foreach (CabinetId cabinet in city.Cabinets.Select(node => node.Id).Where(concerned.Contains)) { Look(cabinet); }

        Begin();
    });

    public void Look(CabinetId cabinet)
    {
        Now(city.Store.Reconciling.Look(cabinet));
        city.Nodes.LookForChanges();
    }
}
