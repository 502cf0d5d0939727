using System.Collections.Immutable;
using SmartLocker.Server.Features.Demo.City;
using SmartLocker.Server.Features.Demo.Machines;

namespace SmartLocker.Server.Features.Demo.Exchange;

/// <summary>Takes a drop from the upload to the last receipt, by what people and machines can do and by nothing else.</summary>
internal sealed class WholeExchange(DemoCity city, ExchangeTools tools, TimeProvider time)
{
    /// <param name="senders">Who sends each file.</param>
    /// <returns>Whether every resolved copy was receipted.</returns>
    public async Task<bool> Run(
        DemoDrop drop, DropSenders senders, ImmutableArray<AgentProcess> agents, DemoLines lines)
    {
        Browser administrator = await tools.BrowserOf(city.Administrator);
        ImmutableArray<UploadLine> taken = await DropUpload.Send(administrator, drop.Files, Guid.NewGuid().ToString());
        bool isComplete = true;
        foreach (UploadLine line in taken)
        {
            if (line.Outcome == "refused") { lines.Refused(line); }

            // A copy whose sender is uncertain waits as well, even where its receiver is known.
            string[] unresolved = [.. senders.Unknown.GetValueOrDefault(line.File, []), .. line.Unresolved];
            isComplete &= !senders.Unknown.ContainsKey(line.File);
            if (unresolved.Length > 0) { lines.Waiting(line.Document, unresolved); }
        }

        ImmutableArray<Shipment> shipments = await SealAll(taken, senders);
        await Task.WhenAll(agents.Select(agent => Travel(agent, shipments)));

        int receipted = 0;
        foreach (Shipment shipment in shipments)
        {
            Contracts.V1.Packet packet = await tools.Look(shipment.Sender, shipment.Packet);
            lines.Packet(packet);
            receipted += packet.Stage == Contracts.V1.PacketStage.Receipted ? 1 : 0;
        }

        tools.Say($"{shipments.Length} packets, {receipted} receipted.");
        return isComplete && receipted == shipments.Length;
    }

    private async Task<ImmutableArray<Shipment>> SealAll(
        ImmutableArray<UploadLine> taken, DropSenders senders)
    {
        Dictionary<PacketId, AgencyCode> packets = [];
        foreach (UploadLine line in taken)
        {
            foreach (string packet in line.Packets) { packets[PacketId.Parse(packet)] = senders.Known[line.File]; }
        }

        ImmutableArray<Shipment>.Builder shipments = ImmutableArray.CreateBuilder<Shipment>();
        foreach ((PacketId packet, AgencyCode sender) in packets)
        {
            shipments.Add(await Sealing.Seal(packet, city.Of(sender), city, tools));
        }

        return shipments.ToImmutable();
    }

    private async Task Travel(AgentProcess agent, ImmutableArray<Shipment> shipments)
    {
        await using Kiosk kiosk = await Kiosk.Open(agent.Kiosk, time);
        IEnumerable<Shipment> here = shipments.Where(shipment => shipment.Receiver.Collects == agent.Cabinet.Id);
        await new Lane(agent.Cabinet, kiosk, tools, time).Run(here);
    }
}
