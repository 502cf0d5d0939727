using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Audit;
using SmartLocker.Server.Core.Fleet;
using static SmartLocker.Server.Core.Tests.Packets.Sample;

namespace SmartLocker.Server.Core.Tests.Fleet;

/// <summary>CL-74: a denied controller is out until an administrator allows one again; what it held stays worthless.</summary>
public sealed class MachinesTests
{
    private static readonly Cabinet Trusted = CabinetFold.Evolve(null, new Recorded<CabinetEvent>(
        At(0), Actor.Server, new CabinetEvent.Registered(Hall, "SDL-24-CH", 1, new CabinetSettings { DisplayName = "市府" })));

    private static readonly Cabinet Denied = After(Trusted, Machines.Deny(Trusted, Admin, " 控制器失竊 ", At(5)));

    [Fact]
    public void A_denial_keeps_who_when_and_why_and_fences_the_stream_that_lives()
    {
        Assert.Equal(new MachineDenial("控制器失竊", Actor.Person(Admin.Id), At(5)), Denied.Machine.Denial);
        Assert.True(Denied.Epoch > Trusted.Epoch);
    }

    [Fact]
    public void Nothing_is_believed_while_denied_and_nothing_from_before_ever_again()
    {
        Cabinet allowed = After(Denied, Machines.Allow(Denied, Admin, "S-2", "換了新的控制器", At(9)));
        Cabinet twice = After(allowed, Machines.Deny(allowed, Admin, "又失竊", At(12)));

        Assert.True(Trusted.Machine.Believes(0));
        Assert.False(Denied.Machine.Believes(0) || Denied.Machine.Believes(1) || Denied.Machine.Believes(99));
        Assert.False(allowed.Machine.Believes(0));
        Assert.True(allowed.Machine.Believes(1));
        Assert.Equal(2, twice.Machine.Generation);
    }

    [Fact]
    public void Only_an_administrator_who_gives_a_reason_denies_and_allows()
    {
        Person gone = Admin with { Active = false };
        foreach (Person person in new[] { Clerk, Courier, gone })
        {
            Assert.Equal(FleetRejection.NotAllowed, Why(Machines.Deny(Trusted, person, "失竊", At(5))));
            Assert.Equal(FleetRejection.NotAllowed, Why(Machines.Allow(Denied, person, "S-2", "好了", At(9))));
        }

        foreach (string reason in new[] { "", "  ", new string('長', Machines.ReasonLengthMax + 1) })
        {
            Assert.Equal(FleetRejection.ReasonMissing, Why(Machines.Deny(Trusted, Admin, reason, At(5))));
            Assert.Equal(FleetRejection.ReasonMissing, Why(Machines.Allow(Denied, Admin, "S-2", reason, At(9))));
        }

        Assert.Equal(FleetRejection.SerialMissing, Why(Machines.Allow(Denied, Admin, " ", "好了", At(9))));
        Assert.Equal(FleetRejection.NotDenied, Why(Machines.Allow(Trusted, Admin, "S-2", "好了", At(9))));
    }

    [Fact]
    public void Denying_what_is_denied_already_changes_nothing() =>
        Assert.Empty(Assert.IsType<FleetOutcome.Decided>(Machines.Deny(Denied, Admin, "再一次", At(6))).Events);

    private static Cabinet After(Cabinet cabinet, FleetOutcome outcome) =>
        CabinetFold.Evolve(cabinet, Assert.IsType<FleetOutcome.Decided>(outcome).Events);

    private static FleetRejection Why(FleetOutcome outcome) => Assert.IsType<FleetOutcome.Rejected>(outcome).Reason;
}
