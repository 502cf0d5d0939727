using System.Collections.Immutable;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Audit;
using SmartLocker.Server.Core.Packets;

namespace SmartLocker.Server.Core.Fleet.Reconciling;

/// <summary>Compares what is on record with what is seen, and keeps what does not fit as something that somebody owns.</summary>
public static class Reconciliation
{
    /// <summary>A stream that breaks comes back within two minutes; longer is no hiccup.</summary>
    public static readonly TimeSpan SilentAfter = TimeSpan.FromMinutes(15);

    /// <summary>No visit lasts that long at an open door (docs/rules.md R-15).</summary>
    public static readonly TimeSpan DoorOpenMax = TimeSpan.FromMinutes(10);

    /// <summary>A promise lives for ten minutes; what came of it is in the journal soon after.</summary>
    public static readonly TimeSpan PromiseGrace = TimeSpan.FromMinutes(30);

    public static readonly TimeSpan LateAfter = TimeSpan.FromMinutes(5);

    /// <summary>CL-90: a server that stood still makes one doubt, seldom two; a copied disk calls again and again.</summary>
    public const int DoubtsMax = 3;

    public static readonly TimeSpan DoubtsWithin = TimeSpan.FromHours(6);

    public const int NoteLengthMax = 200;

    public static ImmutableArray<Finding> Look(Cabinet cabinet, CabinetSight sight, DateTimeOffset now) =>
    [
        .. Missing(cabinet, sight),
        .. cabinet.Compartments.Values.Where(door => !door.NeedsReconciliation).SelectMany(door => At(cabinet, door, sight)),
        .. Promises(cabinet, sight, now),
        .. sight.OpenSince.Where(door => now - door.Value >= DoorOpenMax)
            .Select(door => new Finding(DiscrepancyKind.DoorOpen, door.Key, null, null)),
        .. now - sight.HeardAt >= SilentAfter
            ? [new Finding(DiscrepancyKind.CabinetSilent, 0, null, null)] : Array.Empty<Finding>(),
        .. sight.LateSince is { } late && cabinet.Quarantine is null && now - late >= LateAfter
            ? [new Finding(DiscrepancyKind.JournalLate, 0, null, null)] : Array.Empty<Finding>(),
        .. cabinet.Doubts.Count(doubted => (now - doubted).Duration() < DoubtsWithin) >= DoubtsMax
            ? [new Finding(DiscrepancyKind.JournalDoubted, 0, null, null)] : Array.Empty<Finding>(),
    ];

    /// <summary>What is new is put on record, what is over and ends by itself is ended; the rest stays as it is.</summary>
    public static ImmutableArray<Recorded<CabinetEvent>> Decide(
        Cabinet cabinet, IReadOnlyCollection<Finding> findings, DateTimeOffset now)
    {
        IEnumerable<CabinetEvent> over = cabinet.Discrepancies
            .Where(open => open.Finding.EndsByItself && !findings.Any(open.Finding.IsSameAs))
            .Select(open => new CabinetEvent.DiscrepancyEnded(open.Number, ""));
        IEnumerable<CabinetEvent> found = findings
            .Where(finding => !cabinet.Discrepancies.Any(open => open.Finding.IsSameAs(finding)))
            .Select((finding, index) => new CabinetEvent.DiscrepancyFound(cabinet.DiscrepanciesFound + 1 + index, finding));
        return [.. over.Concat(found).Select(one => new Recorded<CabinetEvent>(now, Actor.Server, one))];
    }

    /// <summary>"Mine": from now on one person sees to it. Whoever takes it later has it.</summary>
    public static FleetOutcome Take(Cabinet cabinet, Person by, int number, DateTimeOffset now) =>
        !Rights.MayAdminister(by) ? new FleetOutcome.Rejected(FleetRejection.NotAllowed)
        : Find(cabinet, number) is not { } open ? new FleetOutcome.Rejected(FleetRejection.NoSuchDiscrepancy)
        : open.TakenBy == by.Id ? new FleetOutcome.Decided([])
        : Happened(by, now, new CabinetEvent.DiscrepancyTaken(number, by.Id));

    /// <summary>Settled with words. What does not fit still is found again, under a new number.</summary>
    public static FleetOutcome Settle(Cabinet cabinet, Person by, int number, string note, DateTimeOffset now) =>
        !Rights.MayAdminister(by) ? new FleetOutcome.Rejected(FleetRejection.NotAllowed)
        : Find(cabinet, number) is null ? new FleetOutcome.Rejected(FleetRejection.NoSuchDiscrepancy)
        : string.IsNullOrWhiteSpace(note) ? new FleetOutcome.Rejected(FleetRejection.ReasonMissing)
        : Happened(by, now, new CabinetEvent.DiscrepancyEnded(number, note.Trim()));

    private static IEnumerable<Finding> Missing(Cabinet cabinet, CabinetSight sight) =>
        from packet in sight.Packets.Values
        where packet.Place is PacketPlace.InCompartment place && place.Cabinet == cabinet.Id
        let number = ((PacketPlace.InCompartment)packet.Place).Compartment
        where cabinet.Door(number).Contents.All(content => content.Packet != packet.Id)
        select new Finding(DiscrepancyKind.NotInCompartment, number, packet.Id, packet.Sender);

    private static IEnumerable<Finding> At(Cabinet cabinet, Compartment door, CabinetSight sight)
    {
        foreach (Content content in door.Contents)
        {
            if (door.Contents.Length > 1 && content.Alone)
            {
                yield return new Finding(DiscrepancyKind.MustLieAlone, door.Number, content.Packet, content.Receiver);
            }

            // With an exception of its own it has an owner already; a label that nobody knows is a question of the door.
            if (!sight.Packets.TryGetValue(content.Packet, out Packet? packet) || !packet.Exceptions.IsEmpty) { continue; }
            if (packet.Place != new PacketPlace.InCompartment(cabinet.Id, door.Number))
            {
                yield return new Finding(DiscrepancyKind.NotOnPacketsRecord, door.Number, packet.Id, packet.Sender);
            }
            else if (!sight.Collecting.Contains(packet.Receiver))
            {
                yield return new Finding(DiscrepancyKind.NotCollectedHere, door.Number, packet.Id, packet.Receiver);
            }
        }
    }

    /// <summary>A cabinet that is away, or whose entries are on their way, may have the answer.</summary>
    private static IEnumerable<Finding> Promises(Cabinet cabinet, CabinetSight sight, DateTimeOffset now) =>
        sight.LateSince is not null || now - sight.HeardAt >= SilentAfter || cabinet.Quarantine is not null
            ? []
            : from door in cabinet.Compartments.Values
              from pending in door.Pending
              where now - pending.Until >= PromiseGrace
              select new Finding(
                  DiscrepancyKind.PromiseForgotten, door.Number, pending.Packet,
                  sight.Packets.GetValueOrDefault(pending.Packet)?.Sender);

    private static Discrepancy? Find(Cabinet cabinet, int number) =>
        cabinet.Discrepancies.FirstOrDefault(open => open.Number == number);

    private static FleetOutcome.Decided Happened(Person by, DateTimeOffset now, CabinetEvent happened) =>
        new([new Recorded<CabinetEvent>(now, Actor.Person(by.Id), happened)]);
}
