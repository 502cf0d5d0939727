using FsCheck;
using FsCheck.Fluent;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Faults;
using SmartLocker.Firmware.Core.Journal;
using SmartLocker.Firmware.Core.Link;
using SmartLocker.Firmware.Core.Tests.Cabinet;
using static SmartLocker.Firmware.Core.Tests.Cabinet.People;

namespace SmartLocker.Firmware.Core.Tests.Limits;

/// <summary>CL-55, CL-82: how many doors open from afar is the cabinet's to say, power cut or not.</summary>
public sealed class RemoteLimitTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private Bench _bench = new(online: true);
    private int _orders;
    private long _epoch = 1;

    [Fact]
    public void Doors_opened_before_a_restart_count_as_just_opened()
    {
        Opens(3);
        Opens(4);
        _bench.After(TimeSpan.FromMinutes(59));
        Restart();
        Refused(5, CommandRefusal.Limit);
        _bench.After(TimeSpan.FromMinutes(59));
        Refused(5, CommandRefusal.Limit);
        _bench.After(TimeSpan.FromMinutes(1));
        Opens(5);
    }

    [Fact]
    public void What_was_an_hour_old_before_the_restart_is_forgotten_by_the_record_too()
    {
        Opens(3);
        Opens(4);
        _bench.After(Hour + TimeSpan.FromMinutes(1));
        Assert.Equal(2, _bench.Journal.OfType<Fact.LimitsAged>().Sum(aged => aged.RemoteOpens));
        Restart();
        Opens(5);
    }

    [Fact]
    public void Orders_over_the_limit_block_opening_from_afar_until_a_person_at_the_cabinet_allows_it()
    {
        Blocks();
        _bench.After(24 * Hour);
        Refused(6, CommandRefusal.Blocked);
        Restart();
        Refused(6, CommandRefusal.Blocked);
        Restart();
        _bench.After(24 * Hour);
        Refused(6, CommandRefusal.Blocked);

        _bench.SignIn(Keeper);
        Assert.Contains(KioskAction.AllowRemoteOpening, _bench.Screen.Actions);
        _bench.Ask(new KioskRequest.AllowRemoteOpening());
        Assert.Equal(Keeper.Id, _bench.Last<Fact.RemoteOpeningAllowed>().Person);
        Assert.Equal(new Fact.FaultCleared(FaultName.RemoteOpeningBlocked, 0), _bench.Last<Fact.FaultCleared>());
        Assert.Equal(NoticeKind.RemoteOpeningAllowed, _bench.Screen.Message?.Kind);
        Opens(6);
    }

    [Fact]
    public void One_order_too_many_is_an_error_of_a_person_and_blocks_nothing()
    {
        Opens(3);
        Opens(4);
        Refused(5, CommandRefusal.Limit);
        Refused(5, CommandRefusal.Limit);
        _bench.After(Hour);
        Opens(5);
        Opens(6);
        Refused(7, CommandRefusal.Limit);
        Assert.False(IsBlocked);
    }

    [Fact]
    public void Orders_over_the_limit_are_counted_through_a_restart()
    {
        Opens(3);
        Opens(4);
        Refused(5, CommandRefusal.Limit);
        Refused(5, CommandRefusal.Limit);
        Restart();
        Refused(5, CommandRefusal.Limit);
        Assert.True(IsBlocked);
    }

    [Fact]
    public void Nobody_ends_the_block_who_may_not_service_the_cabinet_or_is_not_signed_in()
    {
        Blocks();
        _bench.Ask(new KioskRequest.AllowRemoteOpening());
        Assert.True(IsBlocked);
        _bench.SignIn(Opener);
        Assert.DoesNotContain(KioskAction.AllowRemoteOpening, _bench.Screen.Actions);
        _bench.Ask(new KioskRequest.AllowRemoteOpening());
        Assert.True(IsBlocked);
        Assert.Equal(0, _bench.Count<Fact.RemoteOpeningAllowed>());
    }

    [Fact]
    public void The_block_ends_no_limit()
    {
        Blocks();
        _bench.SignIn(Keeper);
        _bench.Ask(new KioskRequest.AllowRemoteOpening());
        Refused(6, CommandRefusal.Limit);
        Assert.False(IsBlocked);
    }

    /// <summary>Where a tenth of the doors is more than three, the minute still is the limit .</summary>
    [Fact]
    public void A_large_cabinet_opens_three_doors_in_a_minute_and_the_next_one_after_it()
    {
        _bench = new Bench(model: "SDL-60-RS", online: true);
        Uptime first = _bench.Now;
        Opens(3);
        Opens(4);
        Opens(5);
        Refused(6, CommandRefusal.Limit);
        _bench.After(TimeSpan.FromSeconds(58) - (_bench.Now - first));
        Refused(6, CommandRefusal.Limit);
        _bench.After(TimeSpan.FromSeconds(3));
        Opens(6);
    }

    [Fact]
    public void Where_nothing_is_blocked_there_is_nothing_to_allow_and_nothing_on_record()
    {
        Opens(3);
        Opens(4);
        Refused(5, CommandRefusal.Limit);
        _bench.SignIn(Keeper);
        Assert.DoesNotContain(KioskAction.AllowRemoteOpening, _bench.Screen.Actions);
        _bench.Ask(new KioskRequest.AllowRemoteOpening());
        Assert.Equal(0, _bench.Count<Fact.RemoteOpeningAllowed>());
        Assert.Equal(1, _bench.State.Holdings.LastHour.OrdersOverLimit);
    }

    /// <summary>A step whose fact the disk refuses has not happened: every tick would be dropped, and all it carries.</summary>
    [Fact]
    public void While_the_journal_takes_nothing_no_limit_grows_old_on_record_and_afterwards_it_does()
    {
        Opens(3);
        _bench.Give(new CabinetInput.JournalHealth(Writable: false, UsedPercent: 10));
        _bench.After(Hour + TimeSpan.FromMinutes(1));
        Assert.Equal(0, _bench.Count<Fact.LimitsAged>());
        _bench.Give(new CabinetInput.JournalHealth(Writable: true, UsedPercent: 10));
        _bench.Seconds(1);
        Assert.Equal(1, _bench.Last<Fact.LimitsAged>().RemoteOpens);
    }

    /// <summary>Whatever the server asks for, and however often the power fails: R-16.</summary>
    [Fact]
    public void No_server_opens_more_than_the_limit_in_any_hour() => Prop.ForAll(
        Gen.Frequency((6, Gen.Constant(0)), (3, Gen.Choose(1, 40)), (1, Gen.Constant(-1))).ListOf(40).ToArbitrary(),
        steps =>
        {
            RemoteLimitTests tests = new();
            List<Uptime> opened = [];
            int before = 0;
            foreach (int step in steps)
            {
                if (step < 0) { tests.Restart(); }
                else if (step > 0) { tests._bench.After(TimeSpan.FromMinutes(step)); }
                else { tests.Order(1 + (tests._orders % 24)); }

                int now = tests._bench.Count<Fact.ReleaseIntended>();
                opened.AddRange(Enumerable.Repeat(tests._bench.Now, now - before));
                before = now;
            }

            Assert.All(opened, at => Assert.InRange(opened.Count(other => other <= at && at - other < Hour), 1, 2));
        }).QuickCheckThrowOnFailure();

    private bool IsBlocked => _bench.State.Holdings.HasFault(FaultName.RemoteOpeningBlocked, 0);

    private void Blocks()
    {
        Opens(3);
        Opens(4);
        for (int more = 0; more < Orders.OverLimitMax; more++) { Refused(5, CommandRefusal.Limit); }

        Assert.True(IsBlocked);
    }

    private void Restart()
    {
        _bench.Start();
        _bench.Give(new CabinetInput.LinkWelcomed(++_epoch, 0, JournalStanding.Accepted));
    }

    private void Opens(int compartment)
    {
        Order(compartment);
        Assert.Equal(compartment, _bench.LastPulse!.Compartment);
        _bench.Opens();
        _bench.Shuts(compartment);
    }

    private void Refused(int compartment, CommandRefusal reason)
    {
        int before = _bench.Count<Fact.ReleaseIntended>();
        Order(compartment);
        Assert.Equal(reason, _bench.Last<Fact.CommandRefused>().Reason);
        Assert.Equal(before, _bench.Count<Fact.ReleaseIntended>());
    }

    private void Order(int compartment)
    {
        long epoch = _bench.State.Link.Epoch;
        _bench.Give(new CabinetInput.OrderReceived("n", epoch, new ServerOrder.IssueNonce()));
        string nonce = ((ServerCall.IssuedNonce)_bench.Effects.OfType<CabinetEffect.AskServer>().Last().Call).Nonce;
        _bench.Give(new CabinetInput.OrderReceived("o", epoch, new ServerOrder.Open(
            CommandId.Parse($"c{++_orders}"), nonce, TimeSpan.FromSeconds(10), compartment, Sender.Id, Second.Id)));
    }
}
