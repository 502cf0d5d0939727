using SmartLocker.Conformance.Kit;
using SmartLocker.Server.Certificates;
using SmartLocker.Server.Rpc.Link;
using SmartLocker.Server.Rpc.Orders;
using SmartLocker.Storage.Compliance;
using SmartLocker.TestKit;
using static SmartLocker.Conformance.Kit.CabinetLines;
using Kind = SmartLocker.Contracts.V1.ServerCall.CallOneofCase;
using ReleaseResult = SmartLocker.Server.Core.Fleet.Journal.ReleaseResult;
using V1 = SmartLocker.Contracts.V1;

namespace SmartLocker.Conformance.OfServer;

/// <summary>Chapter 6, the server's end.</summary>
public sealed class OrderTests : IAsyncLifetime
{
    private static readonly CabinetOrder.Open Open = new(
        CommandId.Parse("open-1"), "00ff", TimeSpan.FromSeconds(10), new OpenWish(5, PersonId.Parse("admin"), null, "查看"));

    private ServerUnderTest _server = null!;
    private GivenOrder _order = new();

    public async ValueTask InitializeAsync() => _server = await ServerUnderTest.Make();

    public ValueTask DisposeAsync()
    {
        _server.Dispose();
        return default;
    }

    private Line Orders(CabinetOrder order) => Then(async () => _order = new GivenOrder(await _server.Order(order)));

    [Fact, Rule("CL-50")]
    public async Task Without_a_live_stream_an_order_fails_at_once_and_is_not_sent_later()
    {
        await _server.Play(Orders(new CabinetOrder.Identify()), SaysHello(), HearsWelcome(1), HearsNothing);
        Assert.Equal(new OrderOutcome.Offline(), await _order.Outcome);
    }

    [Fact, Rule("CL-50"), Rule("CL-61")]
    public async Task An_order_dies_with_its_stream()
    {
        await _server.Play(
            SaysHello(), HearsWelcome(1), Orders(new CabinetOrder.Identify()), HearsOrder(Kind.Identify),
            Then(() => _server.Stream.End()),
            Then(_server.Connect), SaysHello(epochSeen: 1), HearsWelcome(2), HearsNothing);
        Assert.Equal(new OrderOutcome.NoAnswer(), await _order.Outcome);
    }

    [Fact, Rule("CL-51")]
    public async Task It_asks_for_a_nonce_and_hands_out_each_once()
    {
        GivenOrder second = new();
        await _server.Play(
            SaysHello(),
            HearsWelcome(1),
            Orders(new CabinetOrder.IssueNonce()),
            HearsOrder(Kind.IssueNonce, call => call.Epoch == 1),
            Then(async () => second = new GivenOrder(await _server.Order(new CabinetOrder.IssueNonce()))),
            HearsOrder(Kind.IssueNonce),
            SaysNonce("00ff"),
            SaysNonce("11ff"));
        Assert.Equal(new OrderOutcome.Nonce("00ff"), await _order.Outcome);
        Assert.Equal(new OrderOutcome.Nonce("11ff"), await second.Outcome);
    }

    [Fact, Rule("CL-52"), Rule("CL-53")]
    public async Task An_opening_says_nonce_and_time_to_live_and_ends_with_the_result_that_the_cabinet_read()
    {
        await _server.Play(
            SaysHello(),
            HearsWelcome(1),
            Orders(Open),
            HearsOrder(Kind.Open, call => call.Open is { Nonce: "00ff", TimeToLive.Seconds: 10, Compartment: 5, Reason: "查看" }),
            Answers(new V1.OpenAnswered { CommandId = "open-1", Result = V1.ReleaseResult.Jammed }));
        Assert.Equal(new OrderOutcome.Ended(ReleaseResult.Jammed), await _order.Outcome);
        Assert.InRange(CabinetOrders.OpenLives, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
    }

    [Fact, Rule("CL-54")]
    public async Task Only_the_first_answer_counts()
    {
        await _server.Play(
            SaysHello(), HearsWelcome(1), Orders(Open), HearsOrder(Kind.Open),
            Answers(new V1.OpenAnswered { CommandId = "open-1", Result = V1.ReleaseResult.Opened }),
            Answers(new V1.OpenAnswered { CommandId = "open-1", Result = V1.ReleaseResult.Jammed }));
        Assert.Equal(new OrderOutcome.Ended(ReleaseResult.Opened), await _order.Outcome);
    }

    [Fact, Rule("CL-55")]
    public async Task What_the_cabinet_refuses_is_told_with_its_reason()
    {
        await _server.Play(
            SaysHello(), HearsWelcome(1), Orders(Open), HearsOrder(Kind.Open),
            Answers(new V1.OpenAnswered { CommandId = "open-1", Refused = V1.CommandRefusal.Limit }));
        Assert.Equal(new OrderOutcome.Refused(Server.Core.Fleet.Journal.CommandRefusal.Limit), await _order.Outcome);
    }

    [Fact, Rule("CL-57")]
    public async Task A_blink_carries_no_nonce()
    {
        await _server.Play(
            SaysHello(), HearsWelcome(1), Orders(new CabinetOrder.Identify()), HearsOrder(Kind.Identify),
            Says(new V1.CabinetFrame
            {
                Answer = new V1.ServerCallAnswer { CorrelationId = "order-1", Identified = new V1.Identified() },
            }));
        Assert.Equal(new OrderOutcome.Identified(), await _order.Outcome);
    }

    [Fact, Rule("CL-56")]
    public async Task It_waits_as_long_as_the_order_may_live_plus_10_s_and_says_that_nobody_knows()
    {
        ManualTime time = _server.City.Time;
        LiveStream live = new(new Peer(new PeerIdentity.Cabinet(City.CabinetOne), 0), _server.Stream);
        CabinetStreams streams = new(time);
        await streams.Welcome(City.CabinetOne, live);
        Task<OrderOutcome> asked = new CabinetOrders(streams, time).Open(
            City.CabinetOne, new OpenWish(5, PersonId.Parse("admin"), null, "查看"), TestContext.Current.CancellationToken);
        (await Ordered(live)).End(new OrderOutcome.Nonce("00ff"));
        Assert.IsType<CabinetOrder.Open>((await Ordered(live)).Order);

        long from = time.GetTimestamp();
        while (!asked.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(0.5));
            await Task.Yield();
        }

        Assert.Equal(new OrderOutcome.NoAnswer(), await asked);
        Assert.True(time.GetElapsedTime(from) >= TimeSpan.FromSeconds(20));
    }

    private static async Task<PendingOrder> Ordered(LiveStream live) => Assert.IsType<SessionInput.Ordered>(
        await live.Inbox.ReadAsync(TestContext.Current.CancellationToken)).Order;

    private static Line Answers(V1.OpenAnswered answer) =>
        Says(new V1.CabinetFrame { Answer = new V1.ServerCallAnswer { CorrelationId = "order-1", Open = answer } });

    /// <summary>What became of an order; nothing yet for one that was not given.</summary>
    private sealed class GivenOrder(PendingOrder? given = null)
    {
        public Task<OrderOutcome> Outcome => given?.Outcome ?? throw new InvalidOperationException("No order was given.");
    }
}
