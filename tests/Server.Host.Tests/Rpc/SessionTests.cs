using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using SmartLocker.Contracts.V1;
using SmartLocker.Server.Core.Fleet.Journal;
using SmartLocker.Server.Rpc;
using SmartLocker.Server.Rpc.Link;
using SmartLocker.Server.Rpc.Orders;

namespace SmartLocker.Server.Host.Tests.Rpc;

/// <summary>The server's end of Cabinet Link, frame by frame; the names carry the rules of docs/cabinet-link.md.</summary>
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
    public async Task CL15_The_welcome_carries_desired_state_unless_the_cabinet_holds_it()
    {
        await _rig.Register();
        (_, Contracts.V1.Welcome first) = await _rig.Welcomed();
        (_, Contracts.V1.Welcome second) = await _rig.Welcomed(SessionRig.Hello(held: (long)first.Desired.Version));

        Assert.Equal(0UL, first.Desired.BaseVersion);
        Assert.Equal("市政大樓", first.Desired.Settings.DisplayName);
        Assert.Null(second.Desired);
    }

    [Fact]
    public async Task CL24_Entries_are_acknowledged_up_to_the_last()
    {
        await _rig.Register();
        (CabinetSession session, Contracts.V1.Welcome welcome) = await _rig.Welcomed();

        Ack ack = Assert.Single((await session.Handle(SessionRig.Batch(_rig.Next(), _rig.Next(), _rig.Next()))).Send).Ack;

        Assert.Equal(3UL, ack.UpTo);
        Assert.Equal(welcome.Epoch, ack.Epoch);
    }

    [Fact]
    public async Task CL25_What_was_applied_is_acknowledged_again_and_a_gap_is_not_applied()
    {
        await _rig.Register();
        (CabinetSession session, _) = await _rig.Welcomed();
        Entry[] entries = [_rig.Next(), _rig.Next(), _rig.Next(), _rig.Next()];
        await session.Handle(SessionRig.Batch(entries[0], entries[1]));

        Ack again = Assert.Single((await session.Handle(SessionRig.Batch(entries[0], entries[1]))).Send).Ack;
        Ack gap = Assert.Single((await session.Handle(SessionRig.Batch(entries[3]))).Send).Ack;
        Ack healed = Assert.Single((await session.Handle(SessionRig.Batch(entries[2], entries[3]))).Send).Ack;

        Assert.Equal([2UL, 2UL, 4UL], [again.UpTo, gap.UpTo, healed.UpTo]);
    }

    [Fact]
    public async Task CL26_A_forked_journal_ends_the_stream_and_the_next_welcome_says_quarantined()
    {
        await _rig.Register();
        (CabinetSession session, _) = await _rig.Welcomed();
        await session.Handle(SessionRig.Batch(_rig.Next()));
        using SessionRig other = new();
        Entry fork = other.Next(new Fact { SignedOut = new SignedOut { VisitId = "visit-1" } });

        SessionStep step = await session.Handle(SessionRig.Batch(fork));
        CabinetFrame hello = SessionRig.Hello(last: 1);
        (CabinetSession next, Contracts.V1.Welcome welcome) = await _rig.Welcomed(hello);
        SessionStep silent = await next.Handle(SessionRig.Batch(_rig.Next()));

        Assert.Equal(RpcProblem.TakenOver, step.End?.Problem);
        Assert.Equal(JournalStanding.Quarantined, welcome.Journal);
        Assert.Empty(silent.Send);
        Assert.Null(silent.End);
    }

    [Fact]
    public async Task CL26_Another_journal_of_a_known_cabinet_is_quarantined()
    {
        await _rig.Register();
        await _rig.Welcomed();

        (_, Contracts.V1.Welcome welcome) = await _rig.Welcomed(SessionRig.Hello(journal: "journal-2"));

        Assert.Equal(JournalStanding.Quarantined, welcome.Journal);
    }

    [Fact]
    public async Task CL13_An_older_stream_applies_nothing_any_more()
    {
        await _rig.Register();
        (CabinetSession older, _) = await _rig.Welcomed();
        await _rig.Welcomed();

        SessionStep step = await older.Handle(SessionRig.Batch(_rig.Next()));

        Assert.Equal(RpcProblem.TakenOver, step.End?.Problem);
        Assert.Empty(step.Send);
    }

    [Fact]
    public async Task CL23_More_than_256_entries_or_none_break_the_rules()
    {
        await _rig.Register();
        (CabinetSession session, _) = await _rig.Welcomed();
        Entry entry = _rig.Next();

        SessionStep none = await session.Handle(SessionRig.Batch());
        SessionStep many = await session.Handle(SessionRig.Batch([.. Enumerable.Repeat(entry, 257)]));

        Assert.Equal(RpcProblem.Malformed, none.End?.Problem);
        Assert.Equal(RpcProblem.Malformed, many.End?.Problem);
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
    public async Task CL51_An_opening_takes_a_nonce_and_then_the_order_that_carries_it()
    {
        await _rig.Register();
        (CabinetSession session, _) = await _rig.Welcomed();
        PendingOrder asks = new("order-1", new CabinetOrder.IssueNonce());
        ServerCall issue = Assert.Single((await session.Handle(new SessionInput.Ordered(asks))).Send).Call;
        await session.Handle(Came(new CabinetFrame
        {
            Call = new CabinetCall { CorrelationId = "x", IssuedNonce = new IssuedNonce { Nonce = "00ff" } },
        }));
        OpenWish wish = new(5, PersonId.Parse("admin"), null, "測試");
        CabinetOrder.Open order = new(CommandId.Parse("c-1"), "00ff", TimeSpan.FromSeconds(10), wish);
        PendingOrder opens = new("order-2", order);
        ServerCall open = Assert.Single((await session.Handle(new SessionInput.Ordered(opens))).Send).Call;
        await session.Handle(Came(new CabinetFrame
        {
            Answer = new ServerCallAnswer
            {
                CorrelationId = "order-2",
                Open = new OpenAnswered { CommandId = "c-1", Result = Contracts.V1.ReleaseResult.Opened },
            },
        }));

        Assert.NotNull(issue.IssueNonce);
        Assert.Equal(new OrderOutcome.Nonce("00ff"), await asks.Outcome);
        Assert.Equal("00ff", open.Open.Nonce);
        Assert.Equal(new OrderOutcome.Ended(Core.Fleet.Journal.ReleaseResult.Opened), await opens.Outcome);
    }

    [Fact]
    public async Task CL50_Orders_die_with_the_stream()
    {
        await _rig.Register();
        (CabinetSession session, _) = await _rig.Welcomed();
        PendingOrder order = new("order-1", new CabinetOrder.Identify());
        await session.Handle(new SessionInput.Ordered(order));

        session.End();

        Assert.Equal(new OrderOutcome.NoAnswer(), await order.Outcome);
    }

    [Fact]
    public async Task CL50_An_order_before_the_welcome_fails_at_once()
    {
        PendingOrder order = new("order-1", new CabinetOrder.Identify());

        Assert.Empty((await _rig.NewSession().Handle(new SessionInput.Ordered(order))).Send);

        Assert.Equal(new OrderOutcome.Offline(), await order.Outcome);
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

    private static SessionInput.Came Came(CabinetFrame frame) => new(frame);

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
