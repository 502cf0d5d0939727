using Google.Protobuf.WellKnownTypes;
using SmartLocker.Contracts.V1;
using SmartLocker.Server.Rpc.Link;
using static SmartLocker.Server.Host.Tests.Rpc.SessionRig;

namespace SmartLocker.Server.Host.Tests.Rpc;

/// <summary>What a cabinet is told, and what it may ask.</summary>
public sealed class SessionKnowledgeTests : IDisposable
{
    private readonly SessionRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task CL15_The_welcome_carries_desired_state_unless_the_cabinet_holds_it()
    {
        await _rig.Register();
        (_, Contracts.V1.Welcome first) = await _rig.Welcomed();
        (_, Contracts.V1.Welcome second) = await _rig.Welcomed(SessionRig.Hello(
            held: (long)first.Desired.Version, made: first.Desired.MadeAt));

        Assert.Equal(0UL, first.Desired.BaseVersion);
        Assert.Equal("市政大樓", first.Desired.Settings.DisplayName);
        Assert.Null(second.Desired);
    }

    [Fact]
    public async Task CL32_A_cabinet_that_could_not_take_a_delta_is_sent_everything()
    {
        await _rig.Register();
        (CabinetSession session, Contracts.V1.Welcome welcome) = await _rig.Welcomed();
        await session.Handle(Held(welcome.Desired.Version));

        DesiredState whole = Assert.Single((await session.Handle(Held(0))).Send).Desired;

        Assert.Equal(0UL, whole.BaseVersion);
        Assert.Equal(welcome.Desired.Version, whole.Version);
    }

    [Fact]
    public async Task CL34_What_changes_while_a_document_is_under_way_follows_as_one()
    {
        await _rig.Register();
        (CabinetSession session, Contracts.V1.Welcome welcome) = await _rig.Welcomed();
        foreach (string reason in new[] { "cleaning", "painting" })
        {
            await Administer(reason);
            Assert.Empty((await session.Handle(new SessionInput.Changed())).Send);
        }

        DesiredState delta = Assert.Single((await session.Handle(Held(welcome.Desired.Version))).Send).Desired;

        Assert.Equal(welcome.Desired.Version, delta.BaseVersion);
        Assert.Equal("painting", Assert.Single(delta.Compartments).OutOfServiceReason);
        Assert.Empty((await session.Handle(Held(delta.Version))).Send);
    }

    [Fact]
    public async Task CL43_No_is_an_ordinary_answer()
    {
        await _rig.Register();
        (CabinetSession session, Contracts.V1.Welcome welcome) = await _rig.Welcomed();

        CabinetCallAnswer answer = Assert.Single((await session.Handle(Came(LookUp("call-1", seconds: 1)))).Send).Answer;

        Assert.Equal("call-1", answer.CorrelationId);
        Assert.Equal(welcome.Epoch, answer.Epoch);
        Assert.Equal(CallRefusal.UnknownPacket, answer.Refused.Reason);
    }

    private static SessionInput.Came Held(ulong version) =>
        Came(new CabinetFrame { Held = new DesiredStateHeld { Version = version } });

    private static CabinetFrame LookUp(string correlation, int seconds) => new()
    {
        Call = new CabinetCall
        {
            CorrelationId = correlation,
            Deadline = Duration.FromTimeSpan(TimeSpan.FromSeconds(seconds)),
            LookUp = new LookUpPacket { PacketId = PacketId.FromDigits("000000000001").Value },
        },
    };

    private async Task Administer(string reason)
    {
        Core.Agencies.Person administrator = new()
        {
            Id = PersonId.Parse("admin"),
            Name = "管理者",
            Roles = [Core.Access.Role.Administrator],
        };
        Assert.Null(await new Features.Fleet.CabinetRegistry(_rig.Ledger, _rig.Time).SetCompartment(
            SessionRig.Cabinet, administrator, 4, null, reason));
    }
}
