using SmartLocker.Server.Core.Fleet;
using SmartLocker.Simulation.Cabinets;
using static SmartLocker.Simulation.Server.Ended;

namespace SmartLocker.Simulation.World;

/// <summary>Disks that come back from the past, from elsewhere or twice, and disks that rot.</summary>
internal sealed class DiskTroubles(City city)
{
    private bool _over;
    private bool _hasBackup;

    /// <param name="every">Kind, how often in an hour, what happens to which cabinet.</param>
    public void Begin(Action<FaultKind, double, Action<CabinetNode>> every)
    {
        every(FaultKind.JournalPutBack, 0.06, PutBack);
        every(FaultKind.DisksExchanged, 0.04, Exchange);
        every(FaultKind.CabinetCloned, 0.06, cabinet => city.Workshop.Clone(cabinet, city.Chance.Seconds(60, 7200)));
        every(FaultKind.JournalRots, 0.06, Rot);
        every(FaultKind.ServerRestored, 0.04, _ => RestoreServer());
    }

    public void End()
    {
        _over = true;
        city.Workshop.FindClones();
    }

    /// <summary>
    /// Only when the server has heard of what the old disk does not have: else nothing in the world could tell the two apart.
    /// </summary>
    private void PutBack(CabinetNode cabinet)
    {
        if (cabinet.Journal is not { } journal) { return; }

        (JournalId id, long last) = (journal.Id, journal.LastSequence);
        cabinet.Disk.KeepImage();
        city.Agenda.In(city.Chance.Seconds(600, 4 * 3600), () =>
        {
            JournalState? applied = Now(city.Store.Ledger.FindCabinet(cabinet.Id))!.State.Journal;
            bool isTold = applied is not null && applied.Id == id && applied.AppliedUpTo > last;
            if (isTold && cabinet.Journal?.Id == id && !_over) { city.Workshop.Replace(cabinet, disk => disk.PutBack()); }
        });
    }

    private void Exchange(CabinetNode one)
    {
        CabinetNode[] others = [.. city.Cabinets.Where(cabinet => cabinet != one)];
        CabinetNode other = city.Chance.Of(others);
        bool inOrder = city.Cabinets.First(cabinet => cabinet == one || cabinet == other) == one;
        city.Workshop.Exchange(inOrder ? one : other, inOrder ? other : one);
    }

    private void Rot(CabinetNode cabinet)
    {
        cabinet.ShutDown(); // So that what rots is what will be read.
        cabinet.Disk.Rot();
        city.PlugIsOut(cabinet);
    }

    private void RestoreServer()
    {
        if (_hasBackup) { return; }

        _hasBackup = true;
        city.Store.KeepBackup();
        city.Agenda.In(city.Chance.Seconds(300, 3 * 3600), () =>
        {
            _hasBackup = false;
            if (!_over) { city.Nodes.AllDie(city.RestoreServer); }
        });
    }
}
