using System.Collections.Immutable;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Core.Fleet.Reconciling;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Storage;

namespace SmartLocker.Server.Features.CabinetPages.Discrepancies;

/// <summary>Reads the discrepancies of the agencies that a person is a clerk of.</summary>
internal sealed class OwnDiscrepancyReader(ILedger ledger)
{
    public async Task<ImmutableArray<OwnDiscrepancy>> Read(Person reader, bool outgoing)
    {
        List<OwnDiscrepancy> found = [];
        foreach (Cabinet cabinet in await ledger.Views.Cabinets())
        {
            foreach (Discrepancy open in cabinet.Discrepancies.Where(open => Rights.Owns(reader, open.Finding)))
            {
                Packet? packet = open.Finding.Packet is { } id ? (await ledger.FindPacket(id))?.State : null;
                found.Add(new OwnDiscrepancy(cabinet, open, packet));
            }
        }

        return [.. found.Where(one => one.IsOutgoing == outgoing).OrderBy(one => one.Open.Since).ThenBy(one => one.Cabinet.Id)];
    }
}
