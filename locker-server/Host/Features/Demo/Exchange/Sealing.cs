using System.Text.RegularExpressions;
using SmartLocker.Contracts.V1;
using SmartLocker.Server.Features.Demo.City;

namespace SmartLocker.Server.Features.Demo.Exchange;

/// <summary>The sender's clerk closes a packet on its page, naming an opener where the form asks for one.</summary>
internal static partial class Sealing
{
    public static async Task<Shipment> Seal(PacketId id, DemoAgency sender, DemoCity city, ExchangeTools tools)
    {
        Packet packet = await tools.Look(sender, id);
        DemoAgency receiver = city.Of(AgencyCode.Parse(packet.ReceiverAgency));
        Browser clerk = await tools.BrowserOf(sender.Clerk);
        string page = await clerk.Read($"/packets/{id}");
        IEnumerable<(string, string)> opener = Opener.Matches(page).Take(1).Select(found => ("opener", found.Groups[1].Value));
        await clerk.Post($"/packets/{id}/seal", [("size", "S"), .. opener]);
        tools.Say($"{id} from {sender.Name} to {receiver.Name} is sealed.");
        return new Shipment(id, sender, receiver);
    }

    [GeneratedRegex("name=\"opener\" value=\"([a-z0-9-]+)\"")]
    private static partial Regex Opener { get; }
}
