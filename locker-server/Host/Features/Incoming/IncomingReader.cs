using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Features.CabinetPages.Discrepancies;
using SmartLocker.Server.Storage;
using SmartLocker.Server.Web;

namespace SmartLocker.Server.Features.Incoming;

/// <summary>Reads what is bound for the agencies a person works for.</summary>
internal sealed class IncomingReader(ILedger ledger, NamesReader names, OwnDiscrepancyReader discrepancies)
{
    public async Task<IncomingView> Read(Person reader)
    {
        // Each stage by itself: many old packets must not push the waiting ones over the limit of one answer.
        List<Packet> found = [];
        foreach (PacketStage stage in Enum.GetValues<PacketStage>().Where(stage => stage != PacketStage.Open))
        {
            found.AddRange(await ledger.Views.Packets(new PacketFilter { Receivers = [.. reader.Agencies], Stages = [stage] }));
        }

        return IncomingView.Of(found.Where(packet => Concerns(reader, packet)), await names.Read()) with
        {
            Discrepancies = await discrepancies.Read(reader, outgoing: false),
        };
    }

    public static bool Concerns(Person reader, Packet packet) =>
        reader.Agencies.Contains(packet.Receiver) && Rights.MaySee(reader, packet) && packet.Progress != PacketStage.Open;
}
