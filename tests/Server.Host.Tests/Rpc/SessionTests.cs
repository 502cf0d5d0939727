using SmartLocker.Contracts.V1;
using SmartLocker.Server.Rpc;
using SmartLocker.Server.Rpc.Link;
using static SmartLocker.Server.Host.Tests.Rpc.SessionRig;

namespace SmartLocker.Server.Host.Tests.Rpc;

/// <summary>How a stream begins, lives and ends, frame by frame; the names carry the rules of docs/cabinet-link.md.</summary>
public sealed class SessionTests : IDisposable
{
    private readonly SessionRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task CL10_Hello_comes_first()
    {
        SessionStep step = await _rig.NewSession().Handle(Came(new CabinetFrame { Held = new DesiredStateHeld { Version = 1 } }));

        Assert.Equal(RpcProblem.Malformed, step.End?.Problem);
    }

    [Fact]
    public async Task CL10_Hello_comes_once()
    {
        await _rig.Register();
        (CabinetSession session, _) = await _rig.Welcomed();

        Assert.Equal(RpcProblem.Malformed, (await session.Handle(Came(SessionRig.Hello()))).End?.Problem);
    }

    [Fact]
    public async Task CL10_Without_Hello_the_stream_ends_after_ten_seconds()
    {
        CabinetSession session = _rig.NewSession();
        _rig.Time.Advance(TimeSpan.FromSeconds(9));
        Assert.Null((await session.Handle(new SessionInput.Tick())).End);
        _rig.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(RpcProblem.TooLate, (await session.Handle(new SessionInput.Tick())).End?.Problem);
    }

    [Fact]
    public async Task CL11_Another_version_is_told_which_one_is_spoken()
    {
        CabinetFrame hello = SessionRig.Hello();
        hello.Hello.ProtocolVersion = 2;

        SessionStep step = await _rig.NewSession().Handle(Came(hello));

        Assert.Equal(RpcProblem.NotNow, step.End?.Problem);
        Assert.Contains("version 1", step.End!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cabinet_that_nobody_registered_is_not_welcomed() =>
        Assert.Equal(RpcProblem.NotNow, (await _rig.NewSession().Handle(Came(SessionRig.Hello()))).End?.Problem);

    [Fact]
    public async Task CL12_Every_stream_gets_a_higher_epoch_also_above_what_the_cabinet_has_seen()
    {
        await _rig.Register();
        (_, Contracts.V1.Welcome first) = await _rig.Welcomed();
        (_, Contracts.V1.Welcome second) = await _rig.Welcomed();
        CabinetFrame hello = SessionRig.Hello();
        hello.Hello.HighestEpochSeen = 40;
        (_, Contracts.V1.Welcome third) = await _rig.Welcomed(hello);

        Assert.Equal([1UL, 2UL, 41UL], [first.Epoch, second.Epoch, third.Epoch]);
    }

    [Fact]
    public async Task CL60_Both_hear_each_other_every_thirty_seconds_or_the_stream_ends()
    {
        await _rig.Register();
        (CabinetSession session, _) = await _rig.Welcomed();
        _rig.Time.Advance(TimeSpan.FromSeconds(30));
        ServerFrame beat = Assert.Single((await session.Handle(new SessionInput.Tick())).Send);
        CabinetHeartbeat heard = new() { LastSequence = 7, OpenCompartments = { 3 } };
        await session.Handle(Came(new CabinetFrame { Heartbeat = heard }));
        _rig.Time.Advance(TimeSpan.FromSeconds(74));
        Assert.Null((await session.Handle(new SessionInput.Tick())).End);
        _rig.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(1UL, beat.Heartbeat.Epoch);
        Assert.Equal(7, session.Live!.LastSequence);
        Assert.Equal([3], session.Live.OpenCompartments);
        Assert.Equal(RpcProblem.TooLate, (await session.Handle(new SessionInput.Tick())).End?.Problem);
    }

    [Fact]
    public async Task CL63_The_latest_measurement_wins()
    {
        await _rig.Register();
        (CabinetSession session, _) = await _rig.Welcomed();
        foreach (double volts in new[] { 11.8, 12.1 })
        {
            await session.Handle(Came(new CabinetFrame
            {
                Telemetry = new Telemetry { Measurements = { new Measurement { Name = "supply_volts", Value = volts } } },
            }));
        }

        Assert.Equal(12.1, session.Live!.Measurements["supply_volts"]);
    }

    [Fact]
    public async Task CL80_A_frame_of_a_kind_that_is_not_known_here_is_let_pass()
    {
        await _rig.Register();
        (CabinetSession session, _) = await _rig.Welcomed();
        CabinetFrame newer = CabinetFrame.Parser.ParseFrom(new byte[] { 0xFA, 0x06, 0x00 }); // Field 111, empty.

        SessionStep step = await session.Handle(Came(newer));

        Assert.Null(step.End);
        Assert.Empty(step.Send);
    }
}
