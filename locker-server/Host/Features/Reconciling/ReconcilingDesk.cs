using System.Collections.Immutable;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Audit;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Core.Fleet.Reconciling;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Rpc.Orders;
using SmartLocker.Server.Storage;
using SmartLocker.Server.Storage.Deciding;

namespace SmartLocker.Server.Features.Reconciling;

/// <summary>Looks at one cabinet: what does not fit goes on record, what is over is ended, in one commit.</summary>
/// <remarks>
/// Since when a door is open, or a journal late, is remembered here and not kept: after a restart of the server it counts anew.
/// </remarks>
public sealed class ReconcilingDesk(ILedger ledger, ICabinetOrders live, TimeProvider time)
{
    /// <summary>The server itself was not there to hear anything before.</summary>
    private readonly SeenLive _nothing = new(time.GetUtcNow(), ImmutableSortedDictionary<int, DateTimeOffset>.Empty, null);
    private readonly Lock _gate = new();
    private readonly Dictionary<CabinetId, SeenLive> _seen = [];

    /// <returns>How many discrepancies of the cabinet are open now.</returns>
    public Task<int> Look(CabinetId id) => ledger.Decide(time, async now =>
    {
        if (await ledger.FindCabinet(id) is not { } cabinet) { return new Plan<int>(null, 0); }

        CabinetSight sight = await Sight(cabinet.State, now);
        ImmutableArray<Recorded<CabinetEvent>> events =
            Reconciliation.Decide(cabinet.State, Reconciliation.Look(cabinet.State, sight, now), now);
        return events.IsEmpty
            ? new Plan<int>(null, cabinet.State.Discrepancies.Length)
            : new Plan<int>(
                new Commit { Changes = Change.Of(cabinet, events) },
                CabinetFold.Evolve(cabinet.State, events).Discrepancies.Length);
    });

    private async Task<CabinetSight> Sight(Cabinet cabinet, DateTimeOffset now)
    {
        Dictionary<PacketId, Packet> packets = [];
        foreach (Packet packet in await ledger.Views.Packets(new PacketFilter { InCabinet = cabinet.Id }))
        {
            packets[packet.Id] = packet;
        }

        IEnumerable<PacketId> named = cabinet.Compartments.Values.SelectMany(door =>
            door.Contents.Select(content => content.Packet).Concat(door.Pending.Select(pending => pending.Packet)));
        foreach (PacketId id in named.Where(id => !packets.ContainsKey(id)).ToArray())
        {
            if (await ledger.FindPacket(id) is { } packet) { packets[id] = packet.State; }
        }

        HashSet<AgencyCode> collecting = [];
        foreach (AgencyCode receiver in packets.Values.Select(packet => packet.Receiver).Distinct())
        {
            if (await ledger.FindAgency(receiver) is { State: Agency agency } && agency.CollectsAt(cabinet.Id))
            {
                collecting.Add(receiver);
            }
        }

        SeenLive seen = See(cabinet, now);
        return new CabinetSight
        {
            Packets = packets.ToImmutableSortedDictionary(),
            Collecting = [.. collecting],
            HeardAt = seen.HeardAt,
            OpenSince = seen.OpenSince,
            LateSince = seen.LateSince,
        };
    }

    /// <summary>What the stream shows now, with the hour at which it began to.</summary>
    private SeenLive See(Cabinet cabinet, DateTimeOffset now)
    {
        LiveCabinet? shown = live.Find(cabinet.Id);
        lock (_gate)
        {
            SeenLive before = _seen.GetValueOrDefault(cabinet.Id, _nothing);
            bool late = shown is not null && shown.LastSequence > (cabinet.Journal?.AppliedUpTo ?? 0);
            return _seen[cabinet.Id] = new SeenLive(
                shown?.HeardAt ?? before.HeardAt,
                (shown?.OpenCompartments ?? []).Distinct().ToImmutableSortedDictionary(
                    door => door, door => before.OpenSince.GetValueOrDefault(door, now)),
                late ? before.LateSince ?? now : null);
        }
    }

    private sealed record SeenLive(
        DateTimeOffset HeardAt, ImmutableSortedDictionary<int, DateTimeOffset> OpenSince, DateTimeOffset? LateSince);
}
