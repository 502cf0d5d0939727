using SmartLocker.Simulation.Cabinets;
using SmartLocker.Simulation.World;

namespace SmartLocker.Simulation.People;

/// <summary>Whoever has the disk of a cabinet in hands lets nobody use it before it has spoken with the server again.</summary>
internal sealed class Workshop(City city)
{
    private readonly List<CabinetNode> _clones = [];
    private int _cloned;

    public void Replace(CabinetNode cabinet, Action<CabinetDisk> replace) => city.AtKiosk(cabinet, () =>
    {
        city.Trace.Say($"another disk for {cabinet.Id}");
        cabinet.ReplaceDisk(replace);
        Finish(cabinet);
    });

    /// <param name="one">Before the other one in the city's list: whoever takes two kiosks takes them in that order.</param>
    public void Exchange(CabinetNode one, CabinetNode other) => city.AtKiosk(one, () => city.AtKiosk(other, () =>
    {
        city.Trace.Say($"{one.Id} and {other.Id} exchange their disks");
        other.PowerCut();
        one.ReplaceDisk(disk => disk.Exchange(other.Disk));
        other.ReplaceDisk(_ => { });
        Finish(one);
        Finish(other);
    }));

    /// <summary>Somebody else's controller says that it is this cabinet.</summary>
    public void Clone(CabinetNode cabinet, TimeSpan span)
    {
        if (!cabinet.IsOn) { return; }

        CabinetDisk copy = new(city, $"clone-{city.Name}-{++_cloned}", cabinet.Disk);
        CabinetNode clone = new(city, cabinet.Id, cabinet.Model, copy) { IsClone = true, Pepper = cabinet.Pepper };
        _clones.Add(clone);
        clone.PowerOn();
        city.Agenda.In(span, () => Scrap(clone));
    }

    /// <summary>Whoever looks for them finds them, and nobody believes their certificates any more.</summary>
    public void FindClones(CabinetId? of = null)
    {
        foreach (CabinetNode clone in _clones.Where(clone => of is null || clone.Id == of).ToArray()) { Scrap(clone); }
    }

    public bool HasClone(CabinetId of) => _clones.Exists(clone => clone.Id == of);

    private void Scrap(CabinetNode clone)
    {
        if (_clones.Remove(clone)) { clone.Scrap(); }
    }

    private void Finish(CabinetNode cabinet) => city.Agenda.In(city.Chance.Seconds(30, 120), () =>
    {
        if (!cabinet.IsOn) { cabinet.PowerOn(); }

        Wait(cabinet);
    });

    private void Wait(CabinetNode cabinet) => city.Agenda.In(TimeSpan.FromSeconds(5), () =>
    {
        if (cabinet.Link.IsUp || cabinet.Broken is not null) { city.KioskIsFree(cabinet); }
        else { Wait(cabinet); }
    });
}
