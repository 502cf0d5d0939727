using System.Collections.Immutable;
using SmartLocker.Firmware.Core.Faults;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Core.Fleet.Reconciling;
using SmartLocker.Server.Rpc.Link;
using SmartLocker.Server.Rpc.Orders;
using SmartLocker.Simulation.Cabinets;
using SmartLocker.Simulation.World;
using static SmartLocker.Simulation.Server.Ended;

namespace SmartLocker.Simulation.People;

/// <summary>Works through the doors of which nobody knows what lies behind: has them opened, looks, puts it on record.</summary>
/// <remarks>Knows the server's pages and what eyes see behind an open door; never the cabinet's own record.</remarks>
internal sealed class Administrator(City city)
{
    private const double LooksPerHour = 12;
    private static readonly TimeSpan LateMax = TimeSpan.FromMinutes(40);

    public static Person Person { get; } = new()
    {
        Id = PersonId.Parse("administrator"),
        Name = "管理者",
        Roles = ImmutableSortedSet.Create(Role.Administrator),
    };

    private static readonly PersonId Approver = PersonId.Parse("administrator-two");

    private readonly HashSet<JournalId> _fresh = [];
    private readonly HashSet<CabinetNode> _renewing = [];
    private bool _over;

    public void Begin() => city.Agenda.In(city.Chance.UntilNext(LooksPerHour), () =>
    {
        if (_over) { return; }

        (CabinetNode Cabinet, int Door)[] asked = [.. city.Cabinets.SelectMany(Asked)];
        if (asked.Length > 0)
        {
            (CabinetNode cabinet, int door) = city.Chance.Of(asked);
            Look(cabinet, door);
        }

        foreach (CabinetNode node in city.Cabinets)
        {
            Mend(node);
            Settle(node);
        }

        if (city.Cabinets.FirstOrDefault(IsBlocked) is { } blocked && !city.Technician.AtKiosk)
        {
            KioskVisit.Of(city, blocked, city.Technician, null);
        }

        Begin();
    });

    public void End() => _over = true;

    /// <summary>A quarantined or broken journal: the cabinet gets an empty disk, and what that begins is taken.</summary>
    private void Mend(CabinetNode node)
    {
        Cabinet record = Now(city.Store.Ledger.FindCabinet(node.Id))!.State;
        bool strange = record.Quarantine is not null && node.Journal is { } old && !_fresh.Contains(old.Id);
        bool late = IsLate(record, node);
        city.Watch.Hold(!late || node.Disk.IsRotten, 13, $"the entries of {node.Id} do not come, and its disk is sound");
        if (strange || late || node.Broken is not null)
        {
            Renew(node);
        }
        else if (record.Quarantine is { } standing && node.Journal is { } own && record.Journal?.Id == own.Id)
        {
            city.Trace.Say($"{node.Id} is quarantined again: {standing.Reason}");
            Renew(node);
        }
        else if (record.Quarantine?.Journal == node.Journal?.Id && node.Journal is { } begun)
        {
            FleetRejection? refused = Now(city.Store.Registry.AcceptJournal(node.Id, Person, begun.Id));
            city.Trace.Say($"the new journal of {node.Id} is taken: {refused?.ToString() ?? "yes"}");
            if (refused is not null) { _fresh.Remove(begun.Id); } // Another cabinet's: this one needs an empty disk.
            node.Link.Cut();
        }
    }

    /// <summary>It is heard and its entries do not come, for too long to be the network's: something ails its disk.</summary>
    private bool IsLate(Cabinet record, CabinetNode node) => record.Journal?.Id == node.Journal?.Id // No new one yet.
        && record.Discrepancies.Any(open =>
            open.Finding.Kind == DiscrepancyKind.JournalLate && city.Time.GetUtcNow() - open.Since >= LateMax);

    private void Renew(CabinetNode node)
    {
        if (!_renewing.Add(node)) { return; }

        city.Markers.Hit("a disk was replaced");

        city.Workshop.FindClones(node.Id);
        city.Workshop.Replace(node, disk =>
        {
            disk.BecomeEmpty();
            city.Agenda.In(TimeSpan.FromMinutes(3), () => Begun(node));
        });
    }

    private void Begun(CabinetNode node)
    {
        if (node.Journal is { } journal)
        {
            _fresh.Add(journal.Id);
            _renewing.Remove(node);
        }
        else if (node.Broken is not null)
        {
            _renewing.Remove(node); // Something befell the new one too: the next round sees to it.
        }
        else
        {
            city.Agenda.In(TimeSpan.FromMinutes(1), () => Begun(node));
        }
    }

    /// <summary>What does not fit is looked at by somebody, who says so.</summary>
    private void Settle(CabinetNode node)
    {
        Cabinet record = Now(city.Store.Ledger.FindCabinet(node.Id))!.State;
        foreach (Discrepancy open in record.Discrepancies.Where(open => !open.Finding.EndsByItself))
        {
            city.Markers.Hit($"discrepancy {open.Finding.Kind}");
            city.Trace.Say($"{Person.Id} settles at {node.Id}: {open.Finding}");
            Now(city.Store.Registry.SettleDiscrepancy(node.Id, Person, open.Number, "looked at"));
        }
    }

    /// <summary>From their own notes: who was withdrawn since the backup.</summary>
    public void WithdrawAgain()
    {
        foreach (Somebody gone in city.People.Where(person => person.IsWithdrawn))
        {
            Now(city.Store.Organisation.Describe(gone.Person with { Active = false }, Actor.Person(Person.Id)));
        }
    }

    /// <summary>Has one door opened from afar, by two persons, for somebody who stands there.</summary>
    public void Look(CabinetNode cabinet, int door)
    {
        PendingOrder nonce = new(city.Chance.NextId(), new CabinetOrder.IssueNonce());
        if (!city.Nodes.TryOrder(cabinet.Id, nonce)) { return; }

        city.Agenda.In(TimeSpan.FromSeconds(2), () =>
        {
            if (!nonce.Outcome.IsCompleted || Now(nonce.Outcome) is not OrderOutcome.Nonce { Value: var value }) { return; }

            OpenWish wish = new(door, Person.Id, Approver, "looks inside");
            CabinetOrder.Open open = new(CommandId.Parse(city.Chance.NextId()), value, TimeSpan.FromSeconds(10), wish);
            city.Nodes.TryOrder(cabinet.Id, new PendingOrder(city.Chance.NextId(), open));
            city.Agenda.In(TimeSpan.FromSeconds(20), () => Record(cabinet, door));
        });
    }

    /// <summary>Somebody of the city's people is not one any more; the badge stays in the pocket.</summary>
    public void Withdraw()
    {
        Somebody[] left = [.. city.People.Where(person => person is { MayLeave: true, IsWithdrawn: false, AtKiosk: false })];
        if (left.Length == 0) { return; }

        Somebody gone = city.Chance.Of(left);
        Person withdrawn = gone.Person with { Active = false };
        if (Now(city.Store.Organisation.Describe(withdrawn, Actor.Person(Person.Id))) is { } refused)
        {
            throw new InvalidOperationException($"{gone.Id} could not be withdrawn: {refused}.");
        }

        gone.IsWithdrawn = true;
        gone.Hands.Clear();
        city.Watch.Withdrawn(gone.Id);
        city.Trace.Say($"{gone.Id} is withdrawn");
        city.Nodes.LookForChanges();
    }

    /// <summary>Doors that the server's pages list as a question, or that the cabinet itself doubts.</summary>
    private IEnumerable<(CabinetNode Cabinet, int Door)> Asked(CabinetNode node)
    {
        Cabinet cabinet = Now(city.Store.Ledger.FindCabinet(node.Id))!.State;
        return node.Model.Compartments.Select(spec => spec.Number)
            .Where(number => cabinet.Door(number).NeedsReconciliation
                || cabinet.Faults.Any(fault => fault.Compartment == number && fault.Name == FaultName.ContentsUnknown))
            .Select(number => (node, number));
    }

    /// <summary>It lets nobody open from afar before a person has stood there and allowed it again.</summary>
    private bool IsBlocked(CabinetNode node) =>
        Now(city.Store.Ledger.FindCabinet(node.Id))!.State.Faults.Any(fault => fault.Name == FaultName.RemoteOpeningBlocked);

    /// <summary>Standing before the open door: every label that lies there, then the door is pushed shut.</summary>
    private void Record(CabinetNode cabinet, int door)
    {
        if (!cabinet.Doors[door].IsOpen) { return; }

        PacketId[] inside = [.. city.Matter.Inside(cabinet.Id, door)];
        FleetRejection? refused = Now(city.Store.Reconciliation.Reconcile(cabinet.Id, Person, door, inside, "looked inside"));
        city.Trace.Say($"{Person.Id} finds {inside.Length} packets in {cabinet.Id}/{door}: {refused?.ToString() ?? "on record"}");
        city.Nodes.LookForChanges();
        city.Agenda.In(TimeSpan.FromSeconds(5), () => cabinet.Doors.Push(door));
    }
}
