using System.Collections.Immutable;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Documents;
using SmartLocker.Server.Core.Packaging;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Storage;
using SmartLocker.Server.Web;

namespace SmartLocker.Server.Features.Search;

/// <summary>Looks for a document number, a packet number or a part of a subject, among what the reader may see.</summary>
internal sealed class SearchReader(ILedger ledger, NamesReader names)
{
    public const int QueryMax = 100;

    private const int DocumentsMax = 200;
    private const int HitsMax = 100;

    public async Task<SearchView> Read(Person reader, string? typed)
    {
        string query = (typed ?? "").Trim();
        query = query[..Math.Min(query.Length, QueryMax)];
        List<SearchHit> hits = [];
        if (query.Length > 0)
        {
            await AddPacket(reader, query, hits);
            await AddDocuments(reader, query, hits);
        }

        return new SearchView(query, [.. hits.Take(HitsMax)], hits.Count > HitsMax, await names.Read());
    }

    private async Task AddPacket(Person reader, string query, List<SearchHit> hits)
    {
        if (PacketId.TryParse(query, out PacketId id) && (await ledger.FindPacket(id))?.State is { } packet
            && Rights.MaySee(reader, packet))
        {
            hits.AddRange(packet.Enclosures.Select(enclosure => new SearchHit(packet, enclosure)));
        }
    }

    private async Task AddDocuments(Person reader, string query, List<SearchHit> hits)
    {
        foreach (DispatchedDocument document in await ledger.Views.SearchDocuments(query, DocumentsMax))
        {
            if (MatchesStandInAlone(document.Document, query)) { continue; }

            foreach (PacketId id in document.Enclosures.OfType<EnclosureStanding.Packed>().Select(standing => standing.Packet)
                .Distinct())
            {
                if ((await ledger.FindPacket(id))?.State is not { } packet || !Rights.MaySee(reader, packet)) { continue; }

                ImmutableArray<Enclosure> matching =
                    [.. packet.Enclosures.Where(enclosure => enclosure.Id.Document == document.Id)];
                hits.AddRange(matching.Select(enclosure => new SearchHit(packet, enclosure)));
                if (hits.Count > HitsMax) { return; }
            }
        }
    }

    /// <summary>What stands in the place of a subject is no subject: looked for, it would list every 密 document.</summary>
    private static bool MatchesStandInAlone(Document document, string query) =>
        document.Subject == DocumentWords.SubjectWithheld
        && document.Number?.Contains(query, StringComparison.OrdinalIgnoreCase) != true;
}
