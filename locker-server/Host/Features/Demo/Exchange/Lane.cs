using SmartLocker.Server.Features.Demo.City;

namespace SmartLocker.Server.Features.Demo.Exchange;

/// <summary>What happens at one cabinet, one visit after the other: put in until it is full, let collect, and again.</summary>
internal sealed class Lane(DemoCabinet cabinet, Kiosk kiosk, ExchangeTools tools, TimeProvider time)
{
    private readonly Visit _visit = new(kiosk, time);
    private readonly List<Shipment> _inside = [];

    public async Task Run(IEnumerable<Shipment> shipments)
    {
        Queue<Shipment> toPutIn = new(shipments.OrderBy(shipment => shipment.Sender.Code));
        await kiosk.Until("the network", scene => scene.Online);
        while (toPutIn.Count + _inside.Count > 0)
        {
            int left = toPutIn.Count + _inside.Count;
            bool full = false;
            while (!full && toPutIn.TryPeek(out Shipment? next)) { full = await Come(next.Sender, toPutIn); }
            foreach (AgencyCode receiver in _inside.Select(shipment => shipment.Receiver.Code).Distinct().Order().ToList())
            {
                await Come(_inside.First(shipment => shipment.Receiver.Code == receiver).Receiver, new Queue<Shipment>());
            }

            if (toPutIn.Count + _inside.Count == left)
            {
                throw new DemoFailedException($"{cabinet.Id} is full, and nobody is left to collect.");
            }
        }
    }

    /// <summary>
    /// An agency's courier comes, once told of what waits here: takes it, together with the clerk where two are needed, and
    /// puts in what there is to send. Then the clerk signs for what was taken.
    /// </summary>
    /// <returns>Whether there was no room for the next packet.</returns>
    private async Task<bool> Come(DemoAgency agency, Queue<Shipment> toPutIn)
    {
        List<Shipment> waiting = [.. _inside.Where(shipment => shipment.Receiver.Code == agency.Code)];
        foreach (Shipment shipment in waiting) { await tools.UntilHappened(shipment, "Notified"); }

        bool full = false;
        using (await tools.People.Take(agency.Courier, agency.Clerk))
        {
            await _visit.Begin(agency.Courier, agency.Clerk, expected: waiting.Count > 0);
            _inside.RemoveAll(waiting.Contains);
            while (!full && toPutIn.TryPeek(out Shipment? next) && next.Sender.Code == agency.Code)
            {
                full = !await PutIn(next, toPutIn);
            }

            await _visit.SignOut();
        }

        foreach (Shipment shipment in waiting)
        {
            await tools.UntilHappened(shipment, "PickedUp");
            tools.Say($"{shipment.Packet} was collected by {agency.Name}.");
            await tools.Receipt(shipment);
        }

        return full;
    }

    private async Task<bool> PutIn(Shipment next, Queue<Shipment> toPutIn)
    {
        if (!await _visit.Deposit(next.Packet)) { return false; }

        _inside.Add(toPutIn.Dequeue());
        tools.Say($"{next.Packet} lies in {cabinet.Id}.");
        return true;
    }
}
