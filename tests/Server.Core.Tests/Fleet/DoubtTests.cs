using System.Collections.Immutable;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Audit;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Core.Fleet.Journal;
using SmartLocker.Server.Core.Fleet.Reconciling;
using SmartLocker.Server.Core.Fleet.Streams;
using SmartLocker.Server.Core.Packets;

namespace SmartLocker.Server.Core.Tests.Fleet;

/// <summary>CL-90: a copy that says Hello and nothing else is put before a person; a Hello that was late is not.</summary>
public sealed class DoubtTests
{
    private static readonly DateTimeOffset Noon = new(2026, 10, 2, 4, 0, 0, TimeSpan.Zero);
    private static readonly Hello Own = new()
    {
        Journal = JournalId.Parse("journal-1"),
        LastSequence = 0,
        LastHash = EntryHash.None,
        DesiredVersionHeld = 0,
        ModelId = "SDL-24-CH",
        ModelRevision = 1,
        FirmwareVersion = "1.0",
        Boot = "boot",
        HighestEpochSeen = 0,
    };

    private static readonly Hello Copy = Own with { Journal = JournalId.Parse("journal-2") };

    private static readonly CabinetSight Fine = new()
    {
        Packets = ImmutableSortedDictionary<PacketId, Packet>.Empty,
        Collecting = [],
        HeardAt = Noon.AddDays(2),
        OpenSince = ImmutableSortedDictionary<int, DateTimeOffset>.Empty,
    };

    private static readonly Cabinet Known = Greet(
        CabinetFold.Evolve(null, new Recorded<CabinetEvent>(
            Noon, Actor.Server,
            new CabinetEvent.Registered(
                CabinetId.Parse("HALL-1"), "SDL-24-CH", 1, new CabinetSettings { DisplayName = "市府" }))),
        Own, minutes: 0);

    [Fact]
    public void Three_doubts_that_nobody_stands_by_are_a_case_for_a_person_whatever_the_cabinet_itself_says_between()
    {
        Cabinet cabinet = Known;
        foreach (int minutes in new[] { 10, 20 })
        {
            cabinet = Greet(Greet(cabinet, Copy, minutes), Own, minutes + 1);
            Assert.Empty(Found(cabinet, minutes + 1));
        }

        cabinet = Greet(cabinet, Copy, 30);
        Assert.Equal(new Finding(DiscrepancyKind.JournalDoubted, 0, null, null), Assert.Single(Found(cabinet, 30)));
        Assert.Null(cabinet.Quarantine);
    }

    [Fact]
    public void Many_that_are_read_at_once_are_one()
    {
        Cabinet cabinet = Known;
        for (int i = 0; i < 50; i++) { cabinet = Greet(cabinet, Copy, minutes: 10 + (i / 12)); }

        Assert.Single(cabinet.Doubts);
        Assert.Equal(51, cabinet.Epoch);
    }

    [Theory]
    [InlineData(359, true)]
    [InlineData(360, false)]
    public void They_count_for_six_hours(int span, bool isCase)
    {
        Cabinet cabinet = Greet(Greet(Greet(Known, Copy, 1), Copy, 20), Copy, span + 1);
        Assert.Equal(isCase, Found(cabinet, span + 1).Any());
    }

    [Fact]
    public void A_clock_that_was_put_back_hides_none()
    {
        Cabinet cabinet = Greet(Greet(Greet(Known, Copy, 600_000), Copy, 10), Copy, 20);
        Assert.Equal(3, cabinet.Doubts.Length);
        Assert.Single(Found(Greet(cabinet, Copy, 30), 30));
    }

    [Fact]
    public void It_stays_until_somebody_has_settled_it_and_then_needs_as_many_again()
    {
        Cabinet cabinet = Greet(Greet(Greet(Known, Copy, 10), Copy, 20), Copy, 30);
        cabinet = Look(cabinet, 30);
        Assert.Single(Look(cabinet, 2000).Discrepancies);

        Person admin = new()
        {
            Id = PersonId.Parse("admin"),
            Name = "管理",
            Roles = [Role.Administrator],
            Agencies = [],
            StaffOf = [],
        };
        FleetOutcome settled = Reconciliation.Settle(cabinet, admin, 1, "看過", Noon.AddMinutes(31));
        cabinet = CabinetFold.Evolve(cabinet, Assert.IsType<FleetOutcome.Decided>(settled).Events);
        Assert.Empty(Look(Greet(Greet(cabinet, Copy, 40), Copy, 50), 50).Discrepancies);
        Assert.Equal(2, Assert.Single(Look(Greet(Greet(Greet(cabinet, Copy, 40), Copy, 50), Copy, 60), 60).Discrepancies).Number);
    }

    [Fact]
    public void What_is_stood_by_is_a_quarantine_and_no_doubt_any_more()
    {
        Cabinet doubted = Greet(Greet(Known, Copy, 10), Copy, 20);
        Cabinet cabinet = CabinetFold.Evolve(doubted, Greeting.Confirm(doubted, Copy, Noon.AddMinutes(21)));
        Assert.Equal((QuarantineReason.UnknownJournal, 0), (cabinet.Quarantine?.Reason, cabinet.Doubts.Length));
        Assert.Empty(Greet(cabinet, Copy, 30).Doubts);
    }

    private static Cabinet Greet(Cabinet cabinet, Hello hello, int minutes) =>
        CabinetFold.Evolve(cabinet, Greeting.Decide(cabinet, hello, Noon.AddMinutes(minutes)));

    private static ImmutableArray<Finding> Found(Cabinet cabinet, int minutes) =>
        Reconciliation.Look(cabinet, Fine, Noon.AddMinutes(minutes));

    private static Cabinet Look(Cabinet cabinet, int minutes)
    {
        ImmutableArray<Recorded<CabinetEvent>> events =
            Reconciliation.Decide(cabinet, Found(cabinet, minutes), Noon.AddMinutes(minutes));
        return events.IsEmpty ? cabinet : CabinetFold.Evolve(cabinet, events);
    }
}
