using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Packets;
using static SmartLocker.Server.Core.Tests.Packets.Sample;

namespace SmartLocker.Server.Core.Tests.Access;

/// <summary>An agency sees its own packets only.</summary>
public sealed class RightsTests
{
    private static readonly Person Stranger = Who("clerk-police", AgencyCode.Parse("327240000K"), Role.Clerk);

    [Fact]
    public void R_isolation_a_packet_is_seen_by_its_two_agencies_and_the_administrator_alone()
    {
        Assert.All([Clerk, Courier, Registrar, Collector, Admin], person => Assert.True(Rights.MaySee(person, Sealed())));
        Assert.False(Rights.MaySee(Stranger, Sealed()));
        Assert.False(Rights.MaySee(Clerk with { Active = false }, Sealed()));
        Assert.False(Rights.MaySee(Registrar, Open()));
        Assert.True(Rights.MaySee(Registrar, Deposited()));
    }

    [Fact]
    public void The_level_is_shown_to_the_senders_clerk_and_the_named_openers_alone()
    {
        Assert.True(Rights.MaySeeSecrecy(Clerk, Sealed(Secrecy.Confidential)));
        Assert.True(Rights.MaySeeSecrecy(Registrar, Sealed(Secrecy.Confidential)));
        Assert.All([Courier, Collector, Admin, Stranger], person => Assert.False(Rights.MaySeeSecrecy(person,
            Sealed(Secrecy.Confidential))));
    }

    [Fact]
    public void An_administrator_signs_for_nobody()
    {
        Assert.False(Rights.MayReceipt(Admin, PickedUp()));
        Assert.False(Rights.MayPackFor(Admin, East));
        Assert.False(Rights.MayCarryFor(Admin, East));
    }

    /// <summary>Each rule with somebody it allows: the same person, once they left, is refused by every one.</summary>
    [Fact]
    public void Whoever_has_left_may_nothing_any_more()
    {
        Packet packet = Sealed(Secrecy.Confidential);
        (string Rule, Person Person, Func<Person, bool> May)[] rules =
        [
            (nameof(Rights.MayAdminister), Admin, Rights.MayAdminister),
            ("MayAdminister as actor", Admin, person => Rights.MayAdminister(Actor.Person(person.Id), person)),
            (nameof(Rights.MayPackFor), Clerk, person => Rights.MayPackFor(person, East)),
            (nameof(Rights.MayReceipt), Registrar, person => Rights.MayReceipt(person, packet)),
            ("MayResolve as administrator", Admin, person => Rights.MayResolve(person, packet)),
            ("MayResolve as sender", Clerk, person => Rights.MayResolve(person, packet)),
            ("MayResolve as receiver", Registrar, person => Rights.MayResolve(person, packet)),
            ("MayCarryFor as courier", Courier, person => Rights.MayCarryFor(person, East)),
            ("MayCarryFor as clerk", Clerk, person => Rights.MayCarryFor(person, East)),
            ("MaySee as administrator", Admin, person => Rights.MaySee(person, packet)),
            ("MaySee as sender", Courier, person => Rights.MaySee(person, packet)),
            ("MaySee as receiver", Collector, person => Rights.MaySee(person, packet)),
            ("MaySeeSecrecy as sender", Clerk, person => Rights.MaySeeSecrecy(person, packet)),
            ("MaySeeSecrecy as opener", Registrar, person => Rights.MaySeeSecrecy(person, packet)),
        ];
        foreach ((string rule, Person person, Func<Person, bool> may) in rules)
        {
            Assert.True(may(person), rule);
            Assert.False(may(person with { Active = false }), rule);
        }
    }

    /// <summary>Role and agency are both asked for: one of them is not enough.</summary>
    [Fact]
    public void A_role_counts_for_its_own_agencies_and_an_agency_for_its_own_roles()
    {
        Person courierOfEast = Courier;
        Person clerkElsewhere = Registrar;
        Assert.False(Rights.MayPackFor(courierOfEast, East) || Rights.MayPackFor(clerkElsewhere, East));
        Assert.False(Rights.MayReceipt(Collector, Sealed()) || Rights.MayReceipt(Clerk, Sealed()));
        Assert.False(Rights.MayResolve(courierOfEast, Sealed()) || Rights.MayResolve(Stranger, Sealed()));
        Assert.False(Rights.MayCarryFor(Collector, East) || Rights.MayCarryFor(Admin with { Agencies = [East] }, East));
        Assert.False(Rights.MayAdminister(Clerk) || Rights.MayAdminister(Courier));
    }

    [Fact]
    public void An_actor_administers_as_the_server_or_as_the_very_person_on_record()
    {
        Assert.True(Rights.MayAdminister(Actor.Server, null));
        Assert.False(Rights.MayAdminister(Actor.Person(Admin.Id), null));
        Assert.False(Rights.MayAdminister(Actor.Person(Clerk.Id), Admin));
        Assert.False(Rights.MayAdminister(Actor.Person(Clerk.Id), Clerk));
        Assert.False(Rights.MayAdminister(Actor.Cabinet(Hall), null) || Rights.MayAdminister(Actor.DocumentSystem(East), null));
        Assert.False(Rights.MayAdminister(Actor.Cabinet(Hall), Admin));
    }

    [Theory]
    [InlineData("person:lin-1")]
    [InlineData("cabinet:CITYHALL-1")]
    [InlineData("system:327220000I")]
    [InlineData("server")]
    public void An_actor_is_read_back_as_it_was_written(string text) => Assert.Equal(text, Actor.Parse(text).Text);

    [Theory]
    [InlineData("person:")]
    [InlineData("nobody")]
    [InlineData("person:Lin 1")]
    public void What_is_no_actor_is_refused(string text) => Assert.False(Actor.TryParse(text, out _));
}
