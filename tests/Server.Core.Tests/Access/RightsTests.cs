using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Agencies;
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
