using System.Collections.Immutable;
using SmartLocker.Codes;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Audit;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Core.Fleet.Codes;
using SmartLocker.Server.Core.Fleet.Desired;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Core.Packets.Rules;
using static SmartLocker.Server.Core.Tests.Packets.Sample;

namespace SmartLocker.Server.Core.Tests.Fleet;

/// <summary>docs/rules.md R-21: who gets a one-time code, and what makes one worthless.</summary>
public sealed class GivingTests
{
    private const string Id = "000102030405060708090a0b0c0d0e0f";

    private static readonly CodeKey[] Keys = [new("a", "AAAA"), new("b", "BBBB")];

    private Cabinet _cabinet = CabinetFold.Evolve(null, new Recorded<CabinetEvent>(
        At(0), Actor.Server, new CabinetEvent.Registered(Hall, "SDL-24-CH", 1, new CabinetSettings { DisplayName = "市府" })));

    [Fact]
    public void A_person_of_the_receiver_gets_one_for_a_packet_that_may_be_collected_and_it_is_on_record()
    {
        GivingOutcome.Given given = Assert.IsType<GivingOutcome.Given>(Give(Deposited(), Collector));
        Assert.Equal((Hall, Number, 1L), (given.Code.Cabinet, given.Code.Packet, given.Code.Number));
        Assert.Equal(CodePolicy.Pin, given.Code.Policy);
        Assert.Equal([Collector.Id], given.Code.Openers);
        Assert.Equal(PickupCode.LifeMax, given.Code.Expires - given.Code.NotBefore);
        Assert.Equal(Actor.Person(Collector.Id), given.Happened.By);
        Assert.Equal(Id, Assert.IsType<CabinetEvent.CodeGiven>(given.Happened.Event).Code);
    }

    [Fact]
    public void Nobody_else_gets_one_and_none_is_given_for_what_does_not_lie_there()
    {
        Assert.IsType<GivingOutcome.NotAllowed>(Give(Deposited(), Courier));
        Assert.IsType<GivingOutcome.NotAllowed>(Give(Deposited(), Admin));
        Assert.IsType<GivingOutcome.NotAllowed>(Give(Deposited(), Collector with { Active = false }));
        Assert.IsType<GivingOutcome.NotAllowed>(Give(Deposited(), Collector with { Badge = null }));
        Assert.IsType<GivingOutcome.NotCollectable>(Give(Sealed(), Collector));
        Assert.IsType<GivingOutcome.NotAllowed>(Give(Deposited(Secrecy.Confidential), Collector with { StaffOf = [] }));
        Assert.IsType<GivingOutcome.NotAllowed>(
            Give(Deposited(Secrecy.Confidential), Collector with { StaffOf = [Health], Active = false }));
        Assert.Equal(CodePolicy.TwoPersons, Assert.IsType<GivingOutcome.Given>(
            Give(Deposited(Secrecy.Confidential), Collector with { StaffOf = [Health] })).Code.Policy);
    }

    /// <summary>A cabinet's clock that goes five minutes slower takes it at once; none is good for longer than a day.</summary>
    [Fact]
    public void It_is_good_from_five_minutes_ago_and_for_a_day_in_all()
    {
        PickupCode code = Assert.IsType<GivingOutcome.Given>(Give(Deposited(), Collector)).Code;
        Assert.Equal(At(95), code.NotBefore);
        Assert.Equal(At(95).AddHours(24), code.Expires);
    }

    [Fact]
    public void None_is_given_for_a_packet_with_an_open_exception_or_at_another_cabinet_or_that_was_collected()
    {
        Packet doubted = Do(
            Deposited(), new PacketCommand.Raise(Actor.Cabinet(Hall), ExceptionReason.SharedCompartment, "3"), 20);
        Assert.IsType<GivingOutcome.NotCollectable>(Give(doubted, Collector));
        Assert.IsType<GivingOutcome.NotCollectable>(
            Give(Deposited() with { Place = new PacketPlace.InCompartment(Station, 3) }, Collector));
        Assert.IsType<GivingOutcome.NotCollectable>(Give(PickedUp(), Collector));
    }

    [Fact]
    public void The_cabinet_is_told_the_newest_number_of_a_packet_until_it_is_taken()
    {
        Take(Give(Deposited(), Collector));
        Take(Give(Deposited(), Collector));
        Assert.Equal(2, Desired().Packets[Number].CodeNumber);
        Assert.False(DesiredProjection.Same(Desired(), Desired([Keys[0]])));
        Happened(new CabinetEvent.ContentTaken(3, Number));
        Assert.Equal(0, Desired().Packets[Number].CodeNumber);
    }

    /// <summary>docs/rules.md I-27: a restored disk may have forgotten what was used.</summary>
    [Fact]
    public void Another_journal_makes_every_code_that_was_given_worthless_and_the_next_one_is_good()
    {
        Take(Give(Deposited(), Collector));
        DesiredState before = Desired();
        Happened(new CabinetEvent.JournalAccepted(JournalId.Parse("j-2")));
        Assert.Equal(1, Desired().Codes!.RevokedUpTo);
        Assert.Equal(1, DesiredProjection.Difference(before, Desired()).Codes!.RevokedUpTo);
        Assert.Equal(2, Assert.IsType<GivingOutcome.Given>(Give(Deposited(), Collector)).Code.Number);
    }

    private GivingOutcome Give(Packet packet, Person to) => Giving.Give(_cabinet, packet, to, Id, At(100));

    private void Take(GivingOutcome outcome) => Happened(((GivingOutcome.Given)outcome).Happened.Event);

    private void Happened(CabinetEvent what) =>
        _cabinet = CabinetFold.Evolve(_cabinet, new Recorded<CabinetEvent>(At(100), Actor.Server, what));

    private DesiredState Desired(ImmutableArray<CodeKey>? keys = null) => DesiredProjection.Build(
        new DesiredSources
        {
            Cabinet = _cabinet,
            Agencies = [],
            People = [],
            Pins = ImmutableSortedDictionary<PersonId, PinHash>.Empty,
            Packets = [Deposited()],
            Pepper = [],
            CodeKeys = keys ?? [.. Keys],
        },
        1, At(0));
}
