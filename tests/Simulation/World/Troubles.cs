using SmartLocker.Disks;
using SmartLocker.Server.Rpc.Link;
using SmartLocker.Server.Rpc.Orders;
using SmartLocker.Simulation.Cabinets;

namespace SmartLocker.Simulation.World;

/// <summary>What befalls the city from outside: networks, power, disks, burglars, operators.</summary>
internal sealed class Troubles(City city)
{
    /// <summary>Whoever stands at a door when the faults end has time to finish before somebody shuts what is open.</summary>
    private static readonly TimeSpan LastRound = TimeSpan.FromMinutes(5);

    private bool _over;

    public void Begin()
    {
        Every(FaultKind.LinkCut, 1, cabinet => cabinet.Link.Cut());
        Every(FaultKind.LinkHalfOpen, 0.3, cabinet => cabinet.Link.HalfOpen());
        Every(FaultKind.PowerCut, 0.3, city.PowerFails);
        Every(FaultKind.AgentCrash, 0.3, city.AgentDies);
        Every(FaultKind.DiskFull, 0.3, cabinet => cabinet.RefuseWrites(DiskError.Full, city.Chance.Seconds(5, 120)));
        Every(FaultKind.DiskFails, 0.3, cabinet => cabinet.RefuseWrites(DiskError.Failing, city.Chance.Seconds(5, 120)));
        Every(FaultKind.ServerCrash, 0.3, _ => city.Server.Crash());
        Every(FaultKind.ServerPowerCut, 0.2, _ => city.Server.PowerCut());
        Every(FaultKind.ForcedDoor, 0.15, cabinet => Force(cabinet, 1 + city.Chance.Below(cabinet.Model.Compartments.Length)));
        Every(FaultKind.BlindSensor, 0.3, cabinet =>
            cabinet.Doors.Blind(1 + city.Chance.Below(cabinet.Model.Compartments.Length), city.Chance.Seconds(5, 300)));
        Operate();
    }

    public void End()
    {
        _over = true;
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

        city.Agenda.In(city.Chance.UntilNext(perHour), () =>
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

    /// <summary>Now and then an operator opens a door from afar, with the nonce that the cabinet issues for it.</summary>
    private void Operate() => city.Agenda.In(city.Chance.UntilNext(1), () =>
    {
        if (_over) { return; }

        CabinetNode cabinet = city.Chance.Of(city.Cabinets);
        PendingOrder nonce = new(city.Chance.NextId(), new CabinetOrder.IssueNonce());
        if (city.Server.TryOrder(cabinet.Id, nonce))
        {
            city.Agenda.In(city.Chance.Seconds(0.2, 2), () => Open(cabinet, nonce));
        }

        Operate();
    });

    private void Open(CabinetNode cabinet, PendingOrder nonce)
    {
        if (!nonce.Outcome.IsCompleted) { return; }
        if (Server.Ended.Now(nonce.Outcome) is not OrderOutcome.Nonce { Value: var value }) { return; }

        int number = 1 + city.Chance.Below(cabinet.Model.Compartments.Length);
        OpenWish wish = new(number, PersonId.Parse("operator"), PersonId.Parse("approver"), "looks inside");
        CabinetOrder.Open open = new(CommandId.Parse(city.Chance.NextId()), value, TimeSpan.FromSeconds(10), wish);
        city.Server.TryOrder(cabinet.Id, new PendingOrder(city.Chance.NextId(), open));

        // Somebody stands there, looks, takes nothing, and shuts the door; not the door of whoever is being served.
        city.Agenda.In(city.Chance.Seconds(5, 20), () =>
        {
            if (cabinet is { Doors: var doors, State.Visit: null } && doors[number].IsOpen) { doors.Push(number); }
        });
    }
}
