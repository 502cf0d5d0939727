using System.Collections.Immutable;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Storage;

namespace SmartLocker.Server.Features.Fleet;

/// <summary>Which cabinets a stretch of history concerns: only their desired state can have changed by it.</summary>
/// <remarks>
/// Naming one too many costs a look, missing one costs a cabinet its news; so whatever is about people or agencies concerns
/// all. A packet concerns the cabinet where it lay as well: on record there and deposited elsewhere, it changes nothing but
/// its own stream and that of its new place.
/// </remarks>
internal sealed class DesiredAudience(ILedger ledger, OrganisationShelf? organisation = null)
{
    private readonly OrganisationShelf _organisation = organisation ?? new OrganisationShelf(ledger);

    /// <summary>Each cabinet as it was looked at last. One loop asks, so this needs no lock.</summary>
    private readonly Dictionary<CabinetId, CabinetAsTold> _seen = [];
    private readonly Dictionary<PacketId, PacketAsToCabinets> _packets = [];

    /// <returns>Nothing (null) for all of them.</returns>
    public async Task<IReadOnlyCollection<CabinetId>?> Since(long cursor)
    {
        IReadOnlyList<string> streams = await ledger.Views.StreamsSince(cursor);
        if (streams.Any(StreamNames.IsOrganisation)) { return null; }

        SortedSet<CabinetId> concerned = [];
        foreach (CabinetId id in streams.Select(StreamNames.Cabinet).OfType<CabinetId>())
        {
            if (await IsConcerned(id)) { concerned.Add(id); }
        }

        foreach (PacketId id in streams.Select(StreamNames.Packet).OfType<PacketId>())
        {
            PacketAsToCabinets? before = _packets.TryGetValue(id, out PacketAsToCabinets known) ? known : null;
            if (await ledger.FindPacket(id) is not { State: var packet } || !IsNews(packet, before)) { continue; }

            concerned.UnionWith(await Of(packet));
            if (before is null) { concerned.UnionWith(await Visited(id)); }
            else if (before.Value.Place is PacketPlace.InCompartment lay) { concerned.Add(lay.Cabinet); }
        }

        return concerned;
    }

    /// <summary>That something was packed, told or receipted is nothing to a cabinet; what it may take or give is.</summary>
    private bool IsNews(Packet packet, PacketAsToCabinets? before)
    {
        PacketAsToCabinets now = PacketAsToCabinets.Of(packet);
        if (packet.Stage == PacketStage.Receipted) { _packets.Remove(packet.Id); }
        else { _packets[packet.Id] = now; }

        // One that is new here may have mattered before this program began.
        return before is null || before.Value != now;
    }

    /// <summary>Where a packet ever lay: this program began when it may have lain somewhere already.</summary>
    private async Task<IEnumerable<CabinetId>> Visited(PacketId id)
    {
        (object? state, List<CabinetId> visited) = (null, []);
        foreach (HistoryRow row in await ledger.Views.History(StreamNames.Of(id)))
        {
            state = Folding.Next(state, row);
            if (state is Packet { Place: PacketPlace.InCompartment place }) { visited.Add(place.Cabinet); }
        }

        return visited;
    }

    /// <summary>Most of what a cabinet tells changes nothing that it is to know: who signed in, which door was shut.</summary>
    private async Task<bool> IsConcerned(CabinetId id)
    {
        if (await ledger.FindCabinet(id) is not { State: Cabinet cabinet }) { return false; }

        CabinetAsTold now = CabinetAsTold.Of(cabinet);
        bool same = _seen.TryGetValue(id, out CabinetAsTold before) && before == now;
        _seen[id] = now;
        return !same;
    }

    private async Task<IEnumerable<CabinetId>> Of(Packet packet)
    {
        ImmutableArray<Agency> agencies = (await _organisation.Read()).Agencies;
        Agency? receiver = agencies.FirstOrDefault(agency => agency.Code == packet.Receiver);
        Agency? sender = agencies.FirstOrDefault(agency => agency.Code == packet.Sender);
        IEnumerable<CabinetId> expecting = receiver is null || sender is null
            ? [] : receiver.CollectionCabinets.Where(sender.DepositsAt);
        return packet.Place is PacketPlace.InCompartment place ? expecting.Append(place.Cabinet) : expecting;
    }
}

/// <summary>What of a packet can be in a cabinet's document (<see cref="Core.Fleet.Desired.ExpectedPacket"/>).</summary>
internal readonly record struct PacketAsToCabinets(
    PacketStage Stage, PacketPlace Place, PacketSize Size, Urgency Urgency, ImmutableSortedSet<PersonId> Openers,
    DateTimeOffset? SealedAt)
{
    public static PacketAsToCabinets Of(Packet packet) =>
        new(packet.Stage, packet.Place, packet.Size, packet.Urgency, packet.Openers, packet.Times.SealedAt);
}
