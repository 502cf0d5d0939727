using System.Collections.Immutable;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Audit;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Core.Fleet.Reconciling;
using SmartLocker.Server.Core.Packets;

namespace SmartLocker.Server.Core.Tests.Fleet;

/// <summary>What does not fit is found, owned and ended: by itself where that is safe, else by a person.</summary>
public sealed class ReconciliationTests
{
    private static readonly CabinetId Hall = CabinetId.Parse("HALL-1");
    private static readonly AgencyCode From = AgencyCode.Parse("387150000C");
    private static readonly AgencyCode To = AgencyCode.Parse("387020000A");
    private static readonly PacketId Number = PacketId.FromDigits("000000000001");
    private static readonly PacketId Other = PacketId.FromDigits("000000000002");
    private static readonly DateTimeOffset Noon = new(2026, 10, 2, 4, 0, 0, TimeSpan.Zero);

    private static readonly Person Admin = new()
    {
        Id = PersonId.Parse("admin"),
        Name = "管理",
        Roles = [Role.Administrator],
        Agencies = [],
        StaffOf = [],
    };

    private static readonly Person Clerk = Admin with { Id = PersonId.Parse("clerk"), Roles = [Role.Clerk] };

    private static readonly Cabinet Registered = CabinetFold.Evolve(null, new Recorded<CabinetEvent>(
        Noon, Actor.Server, new CabinetEvent.Registered(Hall, "SDL-24-CH", 1, new CabinetSettings { DisplayName = "市府" })));

    private static readonly CabinetSight Fine = new()
    {
        Packets = ImmutableSortedDictionary<PacketId, Packet>.Empty.Add(Number, Lying(new PacketPlace.InCompartment(Hall, 3))),
        Collecting = [To],
        HeardAt = Noon,
        OpenSince = ImmutableSortedDictionary<int, DateTimeOffset>.Empty,
    };

    private static readonly Cabinet Full = Put(Registered, 3, Number);

    public static TheoryData<string, DiscrepancyKind, int> Kinds => new()
    {
        { "packet's record says it lies here", DiscrepancyKind.NotInCompartment, 3 },
        { "packet's record says it is with its sender", DiscrepancyKind.NotOnPacketsRecord, 3 },
        { "packet's record names another door", DiscrepancyKind.NotOnPacketsRecord, 3 },
        { "lies with another", DiscrepancyKind.MustLieAlone, 3 },
        { "receiver collects elsewhere", DiscrepancyKind.NotCollectedHere, 3 },
        { "door open for ten minutes", DiscrepancyKind.DoorOpen, 5 },
        { "promise over for half an hour", DiscrepancyKind.PromiseForgotten, 4 },
        { "silent for a quarter of an hour", DiscrepancyKind.CabinetSilent, 0 },
        { "journal late for five minutes", DiscrepancyKind.JournalLate, 0 },
        { "doubted three times", DiscrepancyKind.JournalDoubted, 0 },
    };

    [Fact]
    public void Where_all_fits_nothing_is_found() => Assert.Empty(Reconciliation.Look(Full, Fine, Noon));

    [Theory, MemberData(nameof(Kinds))]
    public void What_does_not_fit_is_found_under_its_name(string what, DiscrepancyKind kind, int compartment)
    {
        (Cabinet cabinet, CabinetSight sight, DateTimeOffset now) = Wrong(what);
        Finding[] found = [.. Reconciliation.Look(cabinet, sight, now).Where(finding => finding.Kind == kind)];
        Assert.Equal(compartment, Assert.Single(found).Compartment);
        Assert.Equal(OwnerOf(kind), found[0].Owner);
        Assert.DoesNotContain(Reconciliation.Look(cabinet, sight, now - TimeSpan.FromSeconds(1)), one => one.EndsByItself);
    }

    [Fact]
    public void Every_kind_is_found_by_some_line_above_or_by_an_entry() => Assert.Equal(
        Enum.GetValues<DiscrepancyKind>().Except([DiscrepancyKind.CodeNotGiven]),
        Kinds.Select(row => row.Data.Item2).Distinct().Order());

    [Theory, MemberData(nameof(Kinds))]
    public void It_goes_on_record_once_and_ends_by_itself_only_where_that_is_safe(
        string what, DiscrepancyKind kind, int compartment)
    {
        (Cabinet cabinet, CabinetSight sight, DateTimeOffset now) = Wrong(what);
        Cabinet once = Look(cabinet, sight, now);
        Discrepancy open = once.Discrepancies.Single(one => one.Finding.Kind == kind && one.Finding.Compartment == compartment);
        Assert.Equal((now, null), (open.Since, open.TakenBy));
        Assert.Empty(Reconciliation.Decide(once, Reconciliation.Look(once, sight, now.AddMinutes(1)), now.AddMinutes(1)));

        Cabinet mended = Look(once with { Compartments = Full.Compartments }, Fine with { HeardAt = now }, now);
        bool isForPersons = kind is DiscrepancyKind.NotInCompartment or DiscrepancyKind.NotOnPacketsRecord
            or DiscrepancyKind.MustLieAlone or DiscrepancyKind.NotCollectedHere or DiscrepancyKind.JournalDoubted;
        Assert.Equal(isForPersons, mended.Discrepancies.Any(one => one.Number == open.Number));
    }

    [Fact]
    public void A_person_takes_it_and_settles_it_with_words_and_what_does_not_fit_still_comes_back()
    {
        (Cabinet cabinet, CabinetSight sight, DateTimeOffset now) = Wrong("packet's record says it lies here");
        Cabinet open = Look(cabinet, sight, now);
        Assert.Equal(From, Assert.Single(open.Discrepancies).Finding.Owner);
        Assert.Equal(FleetRejection.NotAllowed, Refused(Reconciliation.Take(open, Clerk, 1, now)));
        Assert.Equal(FleetRejection.NoSuchDiscrepancy, Refused(Reconciliation.Take(open, Admin, 2, now)));
        Cabinet taken = Decided(open, Reconciliation.Take(open, Admin, 1, now));
        Assert.Equal(Admin.Id, Assert.Single(taken.Discrepancies).TakenBy);
        Assert.Equal(Admin.Id, Assert.Single(Look(taken, sight, now).Discrepancies).TakenBy);

        Assert.Equal(FleetRejection.NotAllowed, Refused(Reconciliation.Settle(taken, Clerk, 1, "看過", now)));
        Assert.Equal(FleetRejection.ReasonMissing, Refused(Reconciliation.Settle(taken, Admin, 1, " ", now)));
        Cabinet settled = Decided(taken, Reconciliation.Settle(taken, Admin, 1, "看過", now));
        Assert.Empty(settled.Discrepancies);
        Assert.Equal(FleetRejection.NoSuchDiscrepancy, Refused(Reconciliation.Settle(settled, Admin, 1, "看過", now)));
        Discrepancy again = Assert.Single(Look(settled, sight, now).Discrepancies);
        Assert.Equal((2, null), (again.Number, again.TakenBy));
    }

    [Fact]
    public void What_a_person_is_asked_already_is_not_found_again()
    {
        (Cabinet cabinet, CabinetSight sight, DateTimeOffset now) = Wrong("lies with another");
        Assert.Empty(Reconciliation.Look(
            Happened(cabinet, new CabinetEvent.ReconciliationNeeded(3, "clash")), sight, now));
    }

    [Fact]
    public void A_promise_is_not_called_forgotten_while_the_cabinet_may_know_better()
    {
        (Cabinet cabinet, CabinetSight sight, DateTimeOffset now) = Wrong("promise over for half an hour");
        Assert.Empty(Reconciliation.Look(cabinet, sight with { LateSince = now }, now));
        Assert.DoesNotContain(
            Reconciliation.Look(cabinet, sight with { HeardAt = Noon }, now),
            one => one.Kind == DiscrepancyKind.PromiseForgotten);
    }

    /// <summary>Whose packet it is, or who waits for it. The promise is of a packet that nobody here knows.</summary>
    private static AgencyCode? OwnerOf(DiscrepancyKind kind) => kind switch
    {
        DiscrepancyKind.NotInCompartment or DiscrepancyKind.NotOnPacketsRecord => From,
        DiscrepancyKind.MustLieAlone or DiscrepancyKind.NotCollectedHere => To,
        _ => null,
    };

    private static (Cabinet Cabinet, CabinetSight Sight, DateTimeOffset Now) Wrong(string what) => what switch
    {
        "packet's record says it lies here" => (Registered, Fine, Noon),
        "packet's record says it is with its sender" => (Full, With(Lying(new PacketPlace.AtOrigin())), Noon),
        "packet's record names another door" =>
            (Put(Full, 8, Number), With(Lying(new PacketPlace.InCompartment(Hall, 8))), Noon),
        "lies with another" => (Put(Full, 3, Other, alone: true), Fine, Noon),
        "receiver collects elsewhere" => (Full, Fine with { Collecting = [] }, Noon),
        "door open for ten minutes" =>
            (Full, Fine with { OpenSince = Fine.OpenSince.Add(5, Noon), HeardAt = Noon.AddMinutes(10) }, Noon.AddMinutes(10)),
        "promise over for half an hour" => (
            Happened(Full, new CabinetEvent.Promised(4, new PendingAssignment("a", Other, Clerk.Id, Noon))),
            Fine with { HeardAt = Noon.AddMinutes(30) }, Noon.AddMinutes(30)),
        "silent for a quarter of an hour" => (Full, Fine, Noon.AddMinutes(15)),
        "journal late for five minutes" =>
            (Full, Fine with { LateSince = Noon, HeardAt = Noon.AddMinutes(5) }, Noon.AddMinutes(5)),
        "doubted three times" => (Full with { Doubts = [Noon, Noon, Noon] }, Fine, Noon),
        _ => throw new ArgumentOutOfRangeException(nameof(what), what, null),
    };

    private static Cabinet Look(Cabinet cabinet, CabinetSight sight, DateTimeOffset now)
    {
        ImmutableArray<Recorded<CabinetEvent>> events =
            Reconciliation.Decide(cabinet, Reconciliation.Look(cabinet, sight, now), now);
        return events.IsEmpty ? cabinet : CabinetFold.Evolve(cabinet, events);
    }

    private static CabinetSight With(Packet packet) => Fine with { Packets = Fine.Packets.SetItem(packet.Id, packet) };

    private static Packet Lying(PacketPlace place) => new()
    {
        Id = Number,
        Sender = From,
        Receiver = To,
        Secrecy = Secrecy.Ordinary,
        Place = place,
        Times = new PacketTimes { OpenedAt = Noon },
    };

    private static Cabinet Put(Cabinet cabinet, int door, PacketId packet, bool alone = false) => Happened(
        cabinet, new CabinetEvent.ContentPut(door, new Content(packet, To, PacketSize.S, alone, Noon)));

    private static Cabinet Happened(Cabinet cabinet, CabinetEvent what) =>
        CabinetFold.Evolve(cabinet, new Recorded<CabinetEvent>(Noon, Actor.Server, what));

    private static Cabinet Decided(Cabinet cabinet, FleetOutcome outcome) =>
        CabinetFold.Evolve(cabinet, Assert.IsType<FleetOutcome.Decided>(outcome).Events);

    private static FleetRejection Refused(FleetOutcome outcome) => Assert.IsType<FleetOutcome.Rejected>(outcome).Reason;
}
