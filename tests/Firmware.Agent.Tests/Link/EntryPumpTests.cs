using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using SmartLocker.Firmware.Agent.Journal;
using SmartLocker.Firmware.Agent.Link;

namespace SmartLocker.Firmware.Agent.Tests.Link;

public sealed class EntryPumpTests
{
    private long _last;

    [Fact]
    public void It_resumes_after_the_ack_and_sends_batches_without_a_gap()
    {
        _last = 600;
        EntryPump pump = new(100, Read);
        Assert.Equal(Enumerable.Range(101, 256), Sent(pump));
        Assert.Equal(Enumerable.Range(357, 244), Sent(pump));
        Assert.Empty(Sent(pump));
        _last = 601;
        Assert.Equal([601], Sent(pump));
    }

    [Fact]
    public void It_waits_for_acks_when_too_much_is_on_its_way()
    {
        _last = 10_000;
        EntryPump pump = new(0, Read);
        int sent = 0;
        while (Sent(pump) is { Count: > 0 } batch)
        {
            sent += batch.Count;
        }

        Assert.Equal(EntryPump.UnackedMax, sent);
        pump.Acked(10);
        Assert.Equal(Enumerable.Range(sent + 1, 10), Sent(pump));
    }

    [Fact]
    public void An_ack_of_what_was_never_sent_breaks_the_protocol()
    {
        _last = 5;
        EntryPump pump = new(2, Read);
        Assert.Throws<FormatException>(() => pump.Acked(3));
        Sent(pump);
        pump.Acked(5);
        pump.Acked(4);
        Assert.Equal(5, pump.AckedUpTo);
    }

    /// <summary>Seed 124 of the city: what went back for a gap came out of order again, and nothing was sent any more.</summary>
    [Fact]
    public void What_two_heartbeats_left_unacknowledged_is_sent_again_and_then_more_and_more_seldom()
    {
        _last = 7;
        EntryPump pump = new(0, Read);
        Sent(pump);
        pump.Acked(2);
        pump.Acked(2);
        Assert.Equal([3, 4, 5, 6, 7], Sent(pump));
        pump.Acked(2);
        Assert.Empty(Sent(pump));
        pump.Beat();
        Assert.Empty(Sent(pump));
        pump.Beat();
        Assert.Equal([3, 4, 5, 6, 7], Sent(pump));
        Assert.Equal([4, 8, 16, 32, 64, 64], Enumerable.Range(0, 6).Select(_ => BeatsUntilSent(pump)));
        pump.Acked(3);
        Assert.Equal(2, BeatsUntilSent(pump));
    }

    [Fact]
    public void A_heartbeat_sends_nothing_again_while_acks_come()
    {
        _last = 600;
        EntryPump pump = new(0, Read);
        Sent(pump);
        pump.Beat();
        pump.Acked(100);
        pump.Beat();
        Assert.Equal(257, Sent(pump)[0]);
        pump.Acked(512);
        pump.Beat();
        pump.Beat();
        Assert.Equal(513, Sent(pump)[0]);
    }

    [Fact]
    public void An_ack_that_was_slower_than_two_heartbeats_still_counts()
    {
        _last = 7;
        EntryPump pump = new(0, Read);
        Sent(pump);
        pump.Beat();
        pump.Beat();
        pump.Acked(5);
        Assert.Equal([6, 7], Sent(pump));
    }

    /// <summary>Over a slow line both copies arrive: heard as gaps, the later acks would double all that follows.</summary>
    [Fact]
    public void An_ack_of_what_arrived_a_second_time_is_no_gap()
    {
        const int Most = EntryPump.UnackedMax;
        _last = 3 * Most;
        EntryPump pump = new(0, Read);
        Assert.Equal(Enumerable.Range(1, Most), SentAll(pump));
        pump.Beat();
        pump.Beat();
        Assert.Equal(Enumerable.Range(1, Most), SentAll(pump));
        pump.Acked(Most);
        Assert.Equal(Enumerable.Range(Most + 1, Most), SentAll(pump));
        pump.Acked(Most);
        Assert.Empty(Sent(pump));
        pump.Acked(Most + 100);
        pump.Acked(Most + 100);
        Assert.Equal(Most + 101, Sent(pump)[0]);
    }

    /// <summary>Whatever happens in between, one stream carries every entry after its ack once, in order.</summary>
    [Fact]
    public void Every_entry_after_the_ack_is_sent_once_in_order() => Prop.ForAll(
        Gen.Choose(0, 2).ArrayOf().ToArbitrary(), Gen.Choose(0, 300).ToArbitrary(),
        (steps, acked) =>
        {
            _last = acked;
            EntryPump pump = new(acked, Read);
            List<int> sent = [];
            foreach (int step in steps)
            {
                switch (step)
                {
                    case 0:
                        _last += 100;
                        break;
                    case 1:
                        sent.AddRange(Sent(pump));
                        break;
                    default:
                        pump.Acked(acked + sent.Count);
                        break;
                }
            }

            Assert.Equal(Enumerable.Range(acked + 1, sent.Count), sent);
        }).QuickCheckThrowOnFailure();

    private static int BeatsUntilSent(EntryPump pump)
    {
        for (int beats = 1; ; beats++)
        {
            pump.Beat();
            if (Sent(pump).Count > 0) { return beats; }
        }
    }

    private static List<int> SentAll(EntryPump pump)
    {
        List<int> sent = [];
        while (Sent(pump) is { Count: > 0 } batch) { sent.AddRange(batch); }

        return sent;
    }

    private static List<int> Sent(EntryPump pump) => [.. pump.Next().Select(entry => (int)entry.Sequence)];

    private ImmutableArray<StoredEntry> Read(long from, int max) =>
        [.. Enumerable.Range(0, (int)Math.Clamp(_last - from + 1, 0, max)).Select(offset =>
            new StoredEntry(from + offset, [], [], []))];
}
