using System.Collections.Immutable;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Audit;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Core.Fleet.Codes;
using SmartLocker.Server.Core.Fleet.Journal;
using SmartLocker.Server.Core.Fleet.Reconciling;
using static SmartLocker.Server.Core.Tests.Packets.Sample;

namespace SmartLocker.Server.Core.Tests.Fleet;

/// <summary>docs/rules.md R-22: what cabinets tell of codes is compared with what was given.</summary>
public sealed class UsedCodeTests
{
    private const string Code = "000102030405060708090a0b0c0d0e0f";

    private static readonly CabinetEvent.CodeGiven Given = new(Number, 3, Collector.Id, Code, 1, At(1440));

    private static readonly CabinetFact.ReleaseIntended Use =
        new(Out, 3, ReleasePurpose.Pickup, [Number], [Collector.Id]) { Ground = new ReleaseGround.Desired(2), Code = Code };

    [Fact]
    public void A_code_used_as_it_was_given_is_nothing_to_look_at()
    {
        Cabinet cabinet = Tell(Knows(Given), Use);
        Assert.Empty(cabinet.Discrepancies);
        Assert.Empty(cabinet.CodesOut);
    }

    [Fact]
    public void A_pickup_by_badge_is_no_use_of_a_code() => Assert.Empty(Tell(Knows(), Use with { Code = "" }).Discrepancies);

    [Theory]
    [InlineData("never given")]
    [InlineData("another door")]
    [InlineData("another packet")]
    [InlineData("another person")]
    public void A_use_of_what_was_not_given_for_this_has_an_owner_until_a_person_settles_it(string how)
    {
        Cabinet cabinet = how switch
        {
            "never given" => Tell(Knows(), Use),
            "another door" => Tell(Knows(Given with { Compartment = 4 }), Use),
            "another packet" => Tell(Knows(Given with { Packet = PacketId.FromDigits("000000000001") }), Use),
            _ => Tell(Knows(Given with { Person = Courier.Id }), Use),
        };
        Discrepancy found = Assert.Single(cabinet.Discrepancies);
        Assert.Equal(new Finding(DiscrepancyKind.CodeNotGiven, 3, Number, Health), found.Finding);

        CabinetSight fine = new()
        {
            Packets = ImmutableSortedDictionary<PacketId, Core.Packets.Packet>.Empty,
            Collecting = [Health],
            HeardAt = At(400),
            OpenSince = ImmutableSortedDictionary<int, DateTimeOffset>.Empty,
        };
        Assert.Empty(Reconciliation.Decide(cabinet, Reconciliation.Look(cabinet, fine, At(400)), At(400)));
        Cabinet settled = CabinetFold.Evolve(
            cabinet, Assert.IsType<FleetOutcome.Decided>(Reconciliation.Settle(cabinet, Admin, 1, "查明", At(401))).Events);
        Assert.Empty(settled.Discrepancies);
    }

    [Fact]
    public void A_code_used_twice_here_is_found_and_one_used_at_another_cabinet_too()
    {
        Cabinet twice = Tell(Knows(Given), Use, Use with { Command = In });
        Assert.Equal(DiscrepancyKind.CodeNotGiven, Assert.Single(twice.Discrepancies).Finding.Kind);
        Assert.Single(Tell(Knows(), Use).Discrepancies); // The other one, to which nobody gave it.
    }

    [Fact]
    public void So_many_codes_are_remembered_and_none_that_ended_a_month_ago()
    {
        Cabinet many = Knows([.. Enumerable.Range(1, GivenCode.Max + 3).Select(n => Given with { Code = $"c{n}", Number = n })]);
        Assert.Equal(GivenCode.Max, many.CodesOut.Length);
        Assert.Equal(4, many.CodesOut[0].Number);
        Cabinet later = Knows(Given, Given with { Code = "new", Number = 2, Expires = Given.Expires.AddDays(31) });
        Assert.Equal(["new"], later.CodesOut.Select(code => code.Id));
    }

    /// <summary>A journal that is accepted may tell of what was used before anybody accepted it.</summary>
    [Fact]
    public void Another_journal_may_tell_of_codes_that_were_given_before_it()
    {
        CabinetEvent accepted = new CabinetEvent.JournalAccepted(ApplyingTests.Journal);
        Cabinet other = CabinetFold.Evolve(Knows(Given), new Recorded<CabinetEvent>(At(2), Actor.Server, accepted));
        Assert.Empty(Tell(other, Use).Discrepancies);
    }

    private static Cabinet Knows(params CabinetEvent.CodeGiven[] given) => given.Aggregate(
        ApplyingTests.Greeted,
        (cabinet, one) => CabinetFold.Evolve(cabinet, new Recorded<CabinetEvent>(At(2), Actor.Person(one.Person), one)));

    private static Cabinet Tell(Cabinet cabinet, params CabinetFact[] facts) =>
        ApplyingTests.Apply(cabinet, ApplyingTests.Chain(facts));
}
