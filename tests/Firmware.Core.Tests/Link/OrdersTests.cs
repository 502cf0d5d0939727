using SmartLocker.Firmware.Core.Journal;
using SmartLocker.Firmware.Core.Limits;
using SmartLocker.Firmware.Core.Link;
using static SmartLocker.Firmware.Core.Tests.Cabinet.People;

namespace SmartLocker.Firmware.Core.Tests.Link;

/// <summary>Each demand of an order by itself: what the queue of releases would refuse later is refused here.</summary>
public sealed class OrdersTests
{
    private static readonly LinkState Up =
        Orders.Issue(new LinkState(7, IsUp: true, DownSince: null), "n", At(0));

    private static readonly OrderSight Free =
        new(Exists: true, MayPulse: true, IsBusy: false, NeedsApprover: false, Doors: 24, IsBlocked: false);

    [Fact]
    public void An_order_that_breaks_no_demand_is_carried_out() => Assert.Null(Judge(Up, 10));

    [Fact]
    public void An_order_on_a_stream_that_is_gone_is_fenced_even_if_its_nonce_is_still_known() =>
        Assert.Equal(CommandRefusal.Fenced, Judge(Up with { IsUp = false }, 1));

    [Fact]
    public void An_order_of_another_stream_is_fenced() => Assert.Equal(CommandRefusal.Fenced, Judge(Up, 1, epoch: 6));

    [Fact]
    public void An_order_past_its_time_is_refused_as_expired() => Assert.Equal(CommandRefusal.Expired, Judge(Up, 10.1));

    private static CommandRefusal? Judge(LinkState link, double at, long epoch = 7) => Orders.Judge(
        link, LastHour.Nothing, epoch,
        new ServerOrder.Open(CommandId.Parse("c"), "n", TimeSpan.FromSeconds(10), 3, Sender.Id, null), Free, At(at));

    private static Uptime At(double seconds) => new(TimeSpan.FromSeconds(seconds));
}
