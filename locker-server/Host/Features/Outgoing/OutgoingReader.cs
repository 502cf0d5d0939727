using System.Collections.Immutable;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Features.CabinetPages.Discrepancies;
using SmartLocker.Server.Storage;
using SmartLocker.Server.Web;

namespace SmartLocker.Server.Features.Outgoing;

/// <summary>Reads the outgoing packets that a clerk may see.</summary>
internal sealed class OutgoingReader(ILedger ledger, NamesReader names, OwnDiscrepancyReader discrepancies)
{
    private const int WaitingMax = 1000;

    public async Task<OutgoingView> Read(Person reader, Tray tray)
    {
        ImmutableArray<AgencyCode> senders = [.. reader.Agencies.Where(agency => Rights.MayPackFor(reader, agency))];
        IReadOnlyList<Packet> found =
            await ledger.Views.Packets(new PacketFilter { Senders = senders, Stages = Trays.Stages(tray) });
        int unresolved = 0;
        Dictionary<Tray, int> counts = [];
        foreach (AgencyCode sender in senders)
        {
            unresolved += (await ledger.Views.WaitingDocuments(sender, WaitingMax)).Count;
            foreach ((PacketStage stage, int count) in await ledger.Views.CountBySender(sender))
            {
                counts[Trays.Of(stage)] = counts.GetValueOrDefault(Trays.Of(stage)) + count;
            }
        }

        IEnumerable<Packet> shown = found.Where(packet => Rights.MayPackFor(reader, packet.Sender));
        return new OutgoingView(
            tray, [.. Trays.Sort(shown, tray)], counts.ToImmutableSortedDictionary(), unresolved, await names.Read())
        {
            Discrepancies = await discrepancies.Read(reader, outgoing: true),
        };
    }
}
