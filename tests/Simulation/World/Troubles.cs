using SmartLocker.Disks;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Simulation.Cabinets;
using SmartLocker.Simulation.People;

namespace SmartLocker.Simulation.World;

/// <summary>What befalls the city from outside: networks, power, disks, burglars, operators.</summary>
internal sealed class Troubles(City city)
{
    /// <summary>Whoever stands at a door when the faults end has time to finish before somebody shuts what is open.</summary>
    private static readonly TimeSpan LastRound = TimeSpan.FromMinutes(5);

    private readonly Operator _operator = new(city);
    private readonly DiskTroubles _disks = new(city);
    private bool _over;

    public void Begin()
    {
        Network();
        Machines();
        Doors();
        Servers();
        _disks.Begin(Every);
        _operator.Begin();
    }

    private void Network()
    {
        Every(FaultKind.LinkCut, 4, cabinet => cabinet.Link.Cut());
        Every(FaultKind.LinkHalfOpen, 1.5, cabinet => cabinet.Link.HalfOpen());
        Every(FaultKind.LinkOneWay, 1.5, cabinet => cabinet.Link.OneWay(up: city.Chance.Hits(0.5)));
        Every(FaultKind.CertificateEnds, 0.2, cabinet => cabinet.Link.CertificateEnds(city.Chance.Seconds(60, 3600)));
    }

    private void Machines()
    {
        Every(FaultKind.PowerCut, 1.5, city.PowerFails);
        Every(FaultKind.PowerFlickers, 0.4, cabinet => Flicker(cabinet, times: 2 + city.Chance.Below(3)));
        Every(FaultKind.AgentPause, 1, cabinet => cabinet.Pause(city.Chance.Seconds(0.5, 60)));
        Every(FaultKind.ClockJump, 0.5, cabinet => cabinet.SetClockAhead(Jump()));
        Every(FaultKind.AgentCrash, 1, city.AgentDies);
        Every(FaultKind.DiskFull, 1, cabinet => cabinet.Disk.Refuse(DiskError.Full, city.Chance.Seconds(5, 120)));
        Every(FaultKind.DiskFails, 1, cabinet => cabinet.Disk.Refuse(DiskError.Failing, city.Chance.Seconds(5, 120)));
        Every(FaultKind.ScannerFlood, 0.3, Flood);
    }

    private void Doors()
    {
        Every(FaultKind.ForcedDoor, 0.6, cabinet => Force(cabinet, AnyDoor(cabinet)));
        Every(FaultKind.BlindSensor, 1, cabinet => cabinet.Doors.Blind(AnyDoor(cabinet), city.Chance.Seconds(5, 300)));
        Every(FaultKind.StuckSensor, 1, cabinet => cabinet.Doors.Freeze(AnyDoor(cabinet), city.Chance.Seconds(60, 3600)));
    }

    private void Servers()
    {
        Every(FaultKind.ServerCrash, 0.15, _ => city.Nodes.AllDie(city.Store.Crash));
        Every(FaultKind.ServerPowerCut, 0.15, _ => city.Nodes.AllDie(city.Store.PowerCut));
        Every(FaultKind.NodeCrash, 0.4, _ => city.Nodes.OneDies());
        Every(FaultKind.NodePause, 0.4, _ => city.Nodes.Pause(city.Chance.Seconds(1, 600)));
        Every(FaultKind.PersonWithdrawn, 0.1, _ => city.Administrator.Withdraw());
    }

    private int AnyDoor(CabinetNode cabinet) => 1 + city.Chance.Below(cabinet.Model.Compartments.Length);

    private TimeSpan Jump() => city.Chance.Below(3) switch
    {
        0 => TimeSpan.FromDays(365) * (city.Chance.Hits(0.5) ? 1 : -1),
        1 => DateTimeOffset.UnixEpoch - city.Time.GetUtcNow(),
        _ => city.Chance.Seconds(-600, 600),
    };

    private void Flicker(CabinetNode cabinet, int times)
    {
        cabinet.PowerCut();
        city.Agenda.In(city.Chance.Seconds(0.1, 1), () =>
        {
            if (!cabinet.IsOn) { cabinet.PowerOn(); }
            if (times > 1) { city.Agenda.In(city.Chance.Seconds(0.01, 2), () => Flicker(cabinet, times - 1)); }
        });
    }

    private void Flood(CabinetNode cabinet)
    {
        for (int code = 0; code < 300; code++)
        {
            string text = city.Chance.Hits(0.3) ? city.Chance.Of(city.People).Badge : city.Chance.NextDigits(12);
            city.Agenda.In(city.Chance.Seconds(0, 1), () => cabinet.Feed(new CabinetInput.Scanned(text)));
        }
    }

    public void End()
    {
        _over = true;
        _operator.End();
        _disks.End();
        foreach (CabinetNode cabinet in city.Cabinets)
        {
            foreach (VirtualDoor door in cabinet.Doors.All.Where(door => !door.IsShut))
            {
                cabinet.Doors.PushLater(door.Number, LastRound);
            }

            // Half-open connections are found by silence; a cut makes the end come sooner.
            cabinet.Link.Cut();
        }
    }

    private void Every(FaultKind kind, double perHour, Action<CabinetNode> befall)
    {
        if (!city.Faults.Has(kind)) { return; }

        city.Agenda.In(city.Chance.UntilNext(perHour * city.Faults.Pace(kind)), () =>
        {
            if (_over) { return; }

            city.Faults.Count(kind);
            CabinetNode struck = city.Chance.Of(city.Cabinets);
            city.Trace.Say($"{kind} at {struck.Id}");
            befall(struck);
            Every(kind, perHour, befall);
        });
    }

    private void Force(CabinetNode cabinet, int number)
    {
        cabinet.Doors.Force(number);
        cabinet.Doors.PushLater(number, city.Chance.Seconds(1, 60));
    }
}
