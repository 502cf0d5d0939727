using SmartLocker.Server.Features.Demo.City;

namespace SmartLocker.Server.Features.Demo.Exchange;

/// <summary>Everything that happens at one cabinet, one visit after the other: put in until it is full, then let collect, and again.</summary>
internal sealed class Lane(DemoCabinet cabinet, Kiosk kiosk, ExchangeTools tools)
{
    private readonly Visit _visit = new(kiosk);

    public async Task Run(IEnumerable<Shipment> shipments)
    {
        Queue<Shipment> toPutIn = new(shipments.OrderBy(shipment => shipment.Sender.Code));
        await kiosk.Until("the network", scene => scene.Online);
        while (toPutIn.Count > 0)
        {
            List<Shipment> inside = [];
            while (toPutIn.TryPeek(out Shipment? next))
            {
                int before = inside.Count;
                await PutIn(next.Sender, toPutIn, inside);
                if (toPutIn.TryPeek(out Shipment? still) && still.Sender == next.Sender) { break; } // Full.
                if (inside.Count == before) { throw new DemoFailedException($"{cabinet.Id}: nothing could be put in."); }
            }

            if (inside.Count == 0) { throw new DemoFailedException($"{cabinet.Id} is full, and nobody is left to collect."); }

            foreach (IGrouping<AgencyCode, Shipment> waiting in inside.GroupBy(shipment => shipment.Receiver.Code).OrderBy(one => one.Key))
            {
                await Collect(waiting.First().Receiver, [.. waiting]);
            }
        }
    }

    /// <summary>The sender's courier puts in what there is of that sender, until no compartment is left.</summary>
    private async Task PutIn(DemoAgency sender, Queue<Shipment> toPutIn, List<Shipment> inside)
    {
        using IDisposable here = await tools.People.Take(sender.Courier);
        await _visit.SignIn(sender.Courier);
        while (toPutIn.TryPeek(out Shipment? next) && next.Sender == sender && await _visit.Deposit(next.Packet))
        {
            inside.Add(toPutIn.Dequeue());
            tools.Say($"{next.Packet} lies in {cabinet.Id}.");
        }

        await _visit.SignOut();
    }

    /// <summary>Once told, the receiver's courier comes; the clerk too, where two are needed. Then the clerk signs for each document.</summary>
    private async Task Collect(DemoAgency receiver, IReadOnlyList<Shipment> waiting)
    {
        foreach (Shipment shipment in waiting) { await tools.UntilHappened(shipment, "Notified"); }

        using (await tools.People.Take(receiver.Courier, receiver.Clerk))
        {
            await _visit.SignIn(receiver.Courier);
            await _visit.Collect(receiver.Clerk);
            await _visit.SignOut();
        }

        foreach (Shipment shipment in waiting)
        {
            await tools.UntilHappened(shipment, "PickedUp");
            tools.Say($"{shipment.Packet} was collected by {receiver.Name}.");
            await tools.Receipt(shipment);
        }
    }
}
