using System.Collections.Immutable;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Core.Fleet.Journal;
using SmartLocker.Server.Core.Fleet.Streams;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Storage;

namespace SmartLocker.Server.Features.Fleet;

/// <summary>What the ledger knows of the packets, people and earlier entries that a batch names.</summary>
internal sealed record Mentioned(ImmutableSortedDictionary<PacketId, Stored<Packet>> Packets, ApplySources Sources)
{
    public static async Task<Mentioned> In(ILedger ledger, Cabinet cabinet, IReadOnlyList<CabinetEntry> batch)
    {
        ImmutableSortedDictionary<PacketId, Stored<Packet>> packets = await PacketsIn(ledger, batch);
        IReadOnlyList<Person> people = await Lookups.People(ledger,
            batch.SelectMany(entry => PeopleIn(entry.Record.Fact)).Distinct());
        IReadOnlyList<Agency> agencies =
            await Lookups.Agencies(ledger, packets.Values.Select(packet => packet.State.Receiver).Distinct());
        return new Mentioned(packets, new ApplySources
        {
            Packets = packets.ToImmutableSortedDictionary(one => one.Key, one => one.Value.State),
            People = people.ToImmutableSortedDictionary(person => person.Id, person => person),
            Agencies = agencies.ToImmutableSortedDictionary(agency => agency.Code, agency => agency),
            AppliedHashes = await Applied(ledger, cabinet, batch),
        });
    }

    private static async Task<ImmutableSortedDictionary<PacketId, Stored<Packet>>> PacketsIn(
        ILedger ledger, IReadOnlyList<CabinetEntry> batch)
    {
        Dictionary<PacketId, Stored<Packet>> packets = [];
        foreach (PacketId id in batch.SelectMany(entry => PacketsIn(entry.Record.Fact)).Distinct())
        {
            if (await ledger.FindPacket(id) is { } packet) { packets[id] = packet; }
        }

        return packets.ToImmutableSortedDictionary();
    }

    private static ImmutableArray<PacketId> PacketsIn(CabinetFact fact) => fact switch
    {
        CabinetFact.PacketDeposited deposited => [deposited.Packet],
        CabinetFact.DepositAbandoned abandoned => [abandoned.Packet],
        CabinetFact.PacketPickedUp pickedUp => [pickedUp.Packet],
        CabinetFact.PickupAbandoned abandoned => abandoned.Packets,
        _ => [],
    };

    private static ImmutableArray<PersonId> PeopleIn(CabinetFact fact) =>
        fact is CabinetFact.PacketPickedUp pickedUp ? pickedUp.Actors : [];

    private static async Task<ImmutableSortedDictionary<long, string>> Applied(
        ILedger ledger, Cabinet cabinet, IReadOnlyList<CabinetEntry> batch)
    {
        if (cabinet.Journal is not { } journal || batch.Count == 0) { return ImmutableSortedDictionary<long, string>.Empty; }

        long from = batch.Min(entry => entry.Sequence);
        return from > journal.AppliedUpTo
            ? ImmutableSortedDictionary<long, string>.Empty
            : (await ledger.AppliedHashes(cabinet.Id, journal.Id, from, journal.AppliedUpTo)).ToImmutableSortedDictionary();
    }
}
