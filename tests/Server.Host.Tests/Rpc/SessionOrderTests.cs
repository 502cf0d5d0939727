using SmartLocker.Contracts.V1;
using SmartLocker.Server.Rpc.Link;
using SmartLocker.Server.Rpc.Orders;
using static SmartLocker.Server.Host.Tests.Rpc.SessionRig;

namespace SmartLocker.Server.Host.Tests.Rpc;

/// <summary>Orders of the server: on the live stream, or not at all.</summary>
public sealed class SessionOrderTests : IDisposable
{
    private readonly SessionRig _rig = new();

    public void Dispose() => _rig.Dispose();

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
}
