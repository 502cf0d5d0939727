using SmartLocker.Server.Rpc.Link;
using SmartLocker.Server.Rpc.Orders;
using SmartLocker.Simulation.Cabinets;
using SmartLocker.Simulation.World;
using static SmartLocker.Simulation.Server.Ended;

namespace SmartLocker.Simulation.People;

/// <summary>Opens doors from afar for somebody who stands there; and a server that is not itself tries what it may not.</summary>
internal sealed class Operator(City city)
{
    private const double OrdersPerHour = 4;

    private static readonly TimeSpan TimeToLive = TimeSpan.FromSeconds(10);

    private bool _over;

    public void Begin() => city.Agenda.In(city.Chance.UntilNext(OrdersPerHour), () =>
    {
        if (_over) { return; }

        CabinetNode cabinet = city.Chance.Of(city.Cabinets);
        PendingOrder nonce = new(city.Chance.NextId(), new CabinetOrder.IssueNonce());
        if (city.Nodes.TryOrder(cabinet.Id, nonce))
        {
            city.Agenda.In(city.Chance.Seconds(0.2, 2), () => Issued(cabinet, nonce));
        }

        Begin();
    });

    public void End() => _over = true;

    private void Issued(CabinetNode cabinet, PendingOrder nonce)
    {
        if (!nonce.Outcome.IsCompleted || Now(nonce.Outcome) is not OrderOutcome.Nonce { Value: var value }) { return; }

        if (city.Faults.Strikes(FaultKind.LateOrder, 0.2))
        {
            // Somebody may set the clock of the machine back meanwhile: no deadline may go by it.
            if (city.Faults.Strikes(FaultKind.ClockJump, 0.3)) { cabinet.SetClockAhead(-city.Chance.Seconds(600, 7200)); }
            city.Agenda.In(city.Chance.Seconds(12, 80), () => Open(cabinet, value));
        }
        else if (city.Faults.Strikes(FaultKind.NonceOfOldStream, 0.2))
        {
            cabinet.Link.Cut();
            city.Agenda.In(city.Chance.Seconds(3, 9), () => Open(cabinet, value));
        }
        else
        {
            Open(cabinet, value);
            if (city.Faults.Strikes(FaultKind.NonceTwice, 0.2))
            {
                city.Agenda.In(city.Chance.Seconds(0.1, 5), () => Open(cabinet, value));
            }
        }
    }

    private void Open(CabinetNode cabinet, string nonce)
    {
        int number = 1 + city.Chance.Below(cabinet.Model.Compartments.Length);
        OpenWish wish = new(number, PersonId.Parse("operator"), PersonId.Parse("approver"), "looks inside");
        CabinetOrder.Open open = new(CommandId.Parse(city.Chance.NextId()), nonce, TimeToLive, wish);
        city.Nodes.TryOrder(cabinet.Id, new PendingOrder(city.Chance.NextId(), open));

        // Somebody stands there, looks, takes nothing, and shuts the door; not the door of whoever is being served.
        city.Agenda.In(city.Chance.Seconds(5, 20), () =>
        {
            if (cabinet is { Doors: var doors, State.Visit: null } && doors[number].IsOpen) { doors.Push(number); }
        });
    }
}
