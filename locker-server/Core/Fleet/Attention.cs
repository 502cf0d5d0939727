using System.Collections.Immutable;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Audit;

namespace SmartLocker.Server.Core.Fleet;

/// <summary>What administrators may order of a cabinet's record, and who settles its questions.</summary>
public static class Attention
{
    public static FleetOutcome ChangeSettings(Cabinet cabinet, Person by, CabinetSettings settings, DateTimeOffset now) =>
        !Rights.MayAdminister(by) ? Refused(FleetRejection.NotAllowed)
        : cabinet.Settings == settings ? new FleetOutcome.Decided([])
        : Happened(by, now, new CabinetEvent.SettingsChanged(settings));

    public static FleetOutcome SetCompartment(
        Cabinet cabinet, Person by, int compartment, AgencyCode? fixedFor, string? outOfServiceReason, DateTimeOffset now)
    {
        Compartment door = cabinet.Door(compartment);
        return !Rights.MayAdminister(by) ? Refused(FleetRejection.NotAllowed)
            : compartment < 1 ? Refused(FleetRejection.UnknownCompartment)
            : door.FixedFor == fixedFor && door.OutOfServiceReason == outOfServiceReason ? new FleetOutcome.Decided([])
            : Happened(by, now, new CabinetEvent.CompartmentSet(compartment, fixedFor, outOfServiceReason));
    }

    /// <summary>Somebody opened the compartment and looked: this is what lies inside.</summary>
    public static FleetOutcome Reconcile(
        Cabinet cabinet, Person by, int compartment, ImmutableArray<Content> inside, string note, DateTimeOffset now) =>
        !Rights.MayAdminister(by) ? Refused(FleetRejection.NotAllowed)
        : compartment < 1 ? Refused(FleetRejection.UnknownCompartment)
        : string.IsNullOrWhiteSpace(note) ? Refused(FleetRejection.ReasonMissing)
        : Happened(
            by, now,
            [.. Elsewhere(cabinet, compartment, inside), new CabinetEvent.Reconciled(compartment, inside, note.Trim())]);

    /// <summary>The reason of an opening from afar. The cabinet itself judges whether it opens.</summary>
    public static FleetOutcome OrderOpening(
        Cabinet cabinet, Person by, CabinetEvent.OpeningOrdered opening, DateTimeOffset now) =>
        !Rights.MayAdminister(by) || (cabinet.MayHold(opening.Compartment) && opening.Approver is null)
            ? Refused(FleetRejection.NotAllowed)
        : opening.Compartment < 1 ? Refused(FleetRejection.UnknownCompartment)
        : string.IsNullOrWhiteSpace(opening.Reason) ? Refused(FleetRejection.ReasonMissing)
        : Happened(by, now, opening);

    /// <summary>
    /// Takes a new journal from its first entry. Every compartment becomes a question, an empty one too: nobody can say what
    /// happened while the journals changed, and what was deposited then is on no record.
    /// </summary>
    /// <param name="doors">All compartments of its model.</param>
    public static FleetOutcome AcceptJournal(
        Cabinet cabinet, Person by, JournalId journal, IEnumerable<int> doors, DateTimeOffset now)
    {
        if (!Rights.MayAdminister(by)) { return Refused(FleetRejection.NotAllowed); }
        if (cabinet.Quarantine is not { } standing) { return Refused(FleetRejection.NotQuarantined); }
        if (standing.Journal != journal || cabinet.Journal?.Id == journal) { return Refused(FleetRejection.OtherJournal); }

        CabinetEvent[] questions =
        [
            .. doors.Order().Select(door => new CabinetEvent.ReconciliationNeeded(door, $"journal replaced by {journal}")),
        ];
        return Happened(by, now, [new CabinetEvent.JournalAccepted(journal), .. questions]);
    }

    /// <summary>An unreadable entry is no question any more. What it left in doubt is settled door by door.</summary>
    public static FleetOutcome SettleDeadLetter(
        Cabinet cabinet, Person by, JournalId journal, long sequence, string note, DateTimeOffset now) =>
        !Rights.MayAdminister(by) ? Refused(FleetRejection.NotAllowed)
        : string.IsNullOrWhiteSpace(note) ? Refused(FleetRejection.ReasonMissing)
        : cabinet.DeadLetters.Any(one => one.Journal == journal && one.Sequence == sequence)
            ? Happened(by, now, new CabinetEvent.DeadLetterSettled(journal, sequence, note.Trim()))
        : Happened(by, now);

    /// <summary>What was found here lies behind no other door.</summary>
    private static IEnumerable<CabinetEvent> Elsewhere(Cabinet cabinet, int compartment, ImmutableArray<Content> inside) =>
        from door in cabinet.Compartments.Values
        where door.Number != compartment
        from content in door.Contents
        where inside.Any(found => found.Packet == content.Packet)
        select new CabinetEvent.ContentTaken(door.Number, content.Packet);

    private static FleetOutcome.Rejected Refused(FleetRejection reason) => new(reason);

    private static FleetOutcome.Decided Happened(Person by, DateTimeOffset now, params CabinetEvent[] events) =>
        new([.. events.Select(one => new Recorded<CabinetEvent>(now, Actor.Person(by.Id), one))]);
}
