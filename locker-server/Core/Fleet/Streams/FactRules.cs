using System.Collections.Immutable;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Fleet.Journal;
using SmartLocker.Server.Core.Fleet.Reconciling;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Core.Packets.Rules;

namespace SmartLocker.Server.Core.Fleet.Streams;

/// <summary>What each fact of a cabinet means for its compartments and for packets. A fact is never refused.</summary>
internal static class FactRules
{
    public static void Apply(ApplyProgress progress, CabinetEntry entry, ApplySources sources, DateTimeOffset now)
    {
        CabinetFact fact = entry.Record.Fact;
        DateTimeOffset at = entry.Record.HourAt(now);
        CabinetEvent applied = new CabinetEvent.EntryApplied(entry.Sequence, entry.Hash, entry.Record.Offline, fact);
        Finding? strange = StrangeCode(progress, fact);
        progress.Happened(at, ActorOf(progress.Cabinet.Id, fact), applied);
        if (strange is not null && !progress.Cabinet.Discrepancies.Any(open => open.Finding.IsSameAs(strange)))
        {
            progress.Happened(
                at, Actor.Server, new CabinetEvent.DiscrepancyFound(progress.Cabinet.DiscrepanciesFound + 1, strange));
        }

        switch (fact)
        {
            case CabinetFact.PacketDeposited deposited:
                Deposited(progress, deposited, sources, at);
                break;
            case CabinetFact.DepositAbandoned abandoned:
                DepositAbandoned(progress, abandoned, at);
                break;
            case CabinetFact.PacketPickedUp pickedUp:
                PickedUp(progress, pickedUp, sources, at);
                break;
            case CabinetFact.PickupAbandoned abandoned when !abandoned.Actors.IsEmpty:
                foreach (PacketId packet in abandoned.Packets)
                {
                    progress.Report(
                        packet,
                        new PacketCommand.RecordPickupAbandoned(abandoned.Actors[0], progress.Cabinet.Id, abandoned.Compartment),
                            at);
                }

                break;

            // Power failed between intent and result: nobody can say what the door did.
            case CabinetFact.ReleaseEnded { Result: ReleaseResult.Unknown, Compartment: > 0 } unknown:
                Ask(progress, unknown.Compartment, "release without a result", at);
                break;
            case CabinetFact.Unreadable { Compartment: { } door and > 0 }:
                Ask(progress, door, $"unreadable entry {entry.Sequence}", at);
                break;

            // It may have moved anything: everything that lies, or is awaited, here is in doubt.
            case CabinetFact.Unreadable { Compartment: null }:
                foreach (Compartment held in progress.Cabinet.Compartments.Values
                    .Where(held => !held.Contents.IsEmpty || !held.Pending.IsEmpty))
                {
                    Ask(progress, held.Number, $"unreadable entry {entry.Sequence}", at);
                }

                break;
            default:
                break;
        }
    }

    /// <summary>
    /// A code opened a door and was not given here, not for this, or was used before: a key or a cabinet is not what it should
    /// be. It concerns the agency that waits for the packet.
    /// </summary>
    private static Finding? StrangeCode(ApplyProgress progress, CabinetFact fact)
    {
        if (fact is not CabinetFact.ReleaseIntended { Code: not "" } used
            || progress.Cabinet.CodesOut.Any(code => code.Id == used.Code && code.IsFor(used)))
        {
            return null;
        }

        PacketId? packet = used.Packets.IsEmpty ? null : used.Packets[0];
        AgencyCode? receiver = packet is { } id ? progress.Packet(id)?.Receiver : null;
        return new Finding(DiscrepancyKind.CodeNotGiven, used.Compartment, packet, receiver);
    }

    private static void Deposited(
        ApplyProgress progress, CabinetFact.PacketDeposited fact, ApplySources sources, DateTimeOffset at)
    {
        CabinetId here = progress.Cabinet.Id;
        Packet? packet = progress.Packet(fact.Packet);
        Agency? receiver = packet is null ? null : sources.Agencies.GetValueOrDefault(packet.Receiver);
        EndPromises(progress, fact.Packet, at);

        Content content = new(
            fact.Packet, packet?.Receiver ?? fact.Receiver, packet?.Size ?? PacketSize.S,
            Content.LiesAlone(packet, receiver), at);
        bool clash = progress.Cabinet.Door(fact.Compartment).Contents.Any(inside =>
            inside.Packet != fact.Packet && (inside.Alone || content.Alone || inside.Receiver != content.Receiver));
        progress.Happened(at, Actor.Person(fact.Actor), new CabinetEvent.ContentPut(fact.Compartment, content));
        progress.Report(
            fact.Packet,
            new PacketCommand.RecordDeposit(
                fact.Actor, here, fact.Compartment, fact.Command, receiver is not null && receiver.CollectsAt(here)), at);
        if (packet is null) { Ask(progress, fact.Compartment, $"unknown packet {fact.Packet}", at); }
        if (clash)
        {
            Ask(progress, fact.Compartment, $"{fact.Packet} lies with a packet it must not lie with", at);
            progress.Report(
                fact.Packet,
                new PacketCommand.Raise(Actor.Cabinet(here), ExceptionReason.SharedCompartment, $"{here} {fact.Compartment}"),
                    at);
        }
    }

    private static void DepositAbandoned(ApplyProgress progress, CabinetFact.DepositAbandoned fact, DateTimeOffset at)
    {
        EndPromises(progress, fact.Packet, at);
        progress.Report(
            fact.Packet,
            new PacketCommand.RecordDepositAbandoned(fact.Actor, progress.Cabinet.Id, fact.Compartment, fact.Reason), at);
        if (fact is { Reason: DepositAbandonment.Interrupted, Compartment: > 0 })
        {
            Ask(progress, fact.Compartment, $"interrupted deposit of {fact.Packet}", at);
        }
    }

    private static void PickedUp(
        ApplyProgress progress, CabinetFact.PacketPickedUp fact, ApplySources sources, DateTimeOffset at)
    {
        Actor by = ActorOf(progress.Cabinet.Id, fact);
        progress.Happened(at, by, new CabinetEvent.ContentTaken(fact.Compartment, fact.Packet));
        ImmutableArray<Person> known = [.. fact.Actors.Select(id => sources.People.GetValueOrDefault(id)).OfType<Person>()];
        PickupReport report = new(progress.Cabinet.Id, fact.Compartment, fact.Actors, fact.Command, fact.Seal);
        progress.Report(fact.Packet, new PacketCommand.RecordPickup(report, known), at);
    }

    private static void EndPromises(ApplyProgress progress, PacketId packet, DateTimeOffset at)
    {
        foreach (Compartment door in progress.Cabinet.Compartments.Values)
        {
            foreach (PendingAssignment pending in door.Pending.Where(pending => pending.Packet == packet))
            {
                progress.Happened(
                    at, Actor.Cabinet(progress.Cabinet.Id), new CabinetEvent.PromiseEnded(door.Number, pending.Id));
            }
        }
    }

    private static void Ask(ApplyProgress progress, int compartment, string question, DateTimeOffset at) =>
        progress.Happened(
            at, Actor.Cabinet(progress.Cabinet.Id), new CabinetEvent.ReconciliationNeeded(compartment, question));

    /// <summary>The person where the fact names one, never the machine where a person acted (docs/rules.md R-9).</summary>
    private static Actor ActorOf(CabinetId cabinet, CabinetFact fact) => fact switch
    {
        CabinetFact.SignedIn signedIn => Actor.Person(signedIn.Person),
        CabinetFact.PacketDeposited deposited => Actor.Person(deposited.Actor),
        CabinetFact.DepositAbandoned abandoned => Actor.Person(abandoned.Actor),
        CabinetFact.PacketPickedUp { Actors: [var first, ..] } => Actor.Person(first),
        CabinetFact.PickupAbandoned { Actors: [var first, ..] } => Actor.Person(first),
        CabinetFact.RemoteOpeningAllowed allowed => Actor.Person(allowed.Person),
        CabinetFact.ReleaseIntended { Actors: [var first, ..] } => Actor.Person(first),
        _ => Actor.Cabinet(cabinet),
    };
}
