using System.Collections.Immutable;
using SmartLocker.HardwareSpecs;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Audit;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Core.Packets.Rules;
using SmartLocker.Server.Storage;
using SmartLocker.Server.Storage.Json;
using SmartLocker.Server.Web;

namespace SmartLocker.Server.Features.PacketPages;

/// <summary>
/// Reads one packet for one person. What the person may not see is not there: no answer tells a guess from a hit.
/// </summary>
internal sealed class PacketReader(ILedger ledger, NamesReader names)
{
    public async Task<Packet?> Find(Person reader, string typed) =>
        PacketId.TryParse(typed, out PacketId id) && (await ledger.FindPacket(id))?.State is { } packet
            && Rights.MaySee(reader, packet)
            ? packet
            : null;

    public async Task<PacketView?> Read(Person reader, string typed, PacketRejection? refused = null)
    {
        long cursor = ledger.Bell.Cursor;
        if (await Find(reader, typed) is not { } packet) { return null; }

        IReadOnlyList<HistoryRow> rows = await ledger.Views.History(StreamNames.Of(packet.Id));
        ImmutableArray<Recorded<PacketEvent>> history =
            [.. rows.Select(row => new Recorded<PacketEvent>(row.At, row.By, LedgerJson.Read<PacketEvent>(row.Data)))];
        return new PacketView(packet, history, await names.Read(), reader, await Candidates(reader, packet), refused)
        {
            Cursor = cursor,
            Places = await Places(reader, packet),
        };
    }

    private async Task<ImmutableArray<DepositPlace>> Places(Person reader, Packet packet)
    {
        if (packet.Progress > PacketStage.Sealed || !Rights.MayPackFor(reader, packet.Sender)) { return []; }

        List<DepositPlace> places = [];
        foreach (CabinetId id in (await ledger.FindAgency(packet.Receiver))?.State.CollectionCabinets ?? [])
        {
            if ((await ledger.FindCabinet(id))?.State is { } cabinet)
            {
                PacketSize? largest = Models.Find(cabinet.ModelId)?.Compartments.Max(compartment => compartment.Size);
                places.Add(new DepositPlace(id, cabinet.Settings.DisplayName, largest ?? PacketSize.L));
            }
        }

        return [.. places];
    }

    /// <summary>Who may be named as an opener: active staff of the receiver, by name.</summary>
    private async Task<ImmutableArray<Person>> Candidates(Person reader, Packet packet)
    {
        bool asks = packet.IsConfidential && packet.Progress == PacketStage.Open && Rights.MayPackFor(reader, packet.Sender);
        return asks
            ?
            [
                .. (await ledger.Views.PeopleOf(packet.Receiver))
                    .Where(person => person.Active && person.StaffOf.Contains(packet.Receiver))
                    .OrderBy(person => person.Name, StringComparer.Ordinal).ThenBy(person => person.Id),
            ]
            : [];
    }
}
