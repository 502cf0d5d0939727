using System.Security.Cryptography;
using SmartLocker.Conformance.Kit;
using SmartLocker.Firmware.Agent.Journal;
using SmartLocker.Firmware.Agent.Link;
using SmartLocker.Firmware.Agent.Tests;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Journal;
using static SmartLocker.Conformance.Kit.ServerLines;
using V1 = SmartLocker.Contracts.V1;

namespace SmartLocker.Conformance.OfCabinet;

/// <summary>Chapter 3, the cabinet's end.</summary>
public sealed class EntryTests : IDisposable
{
    private readonly CabinetUnderTest _cabinet = new(backlog: 599);

    public EntryTests() => _cabinet.Connect();

    public void Dispose() => _cabinet.Dispose();

    [Fact, Rule("CL-20")]
    public async Task Numbers_have_no_gap_and_a_resend_is_the_same_bytes_also_after_a_restart()
    {
        byte[][] first = [.. _cabinet.Journal.ReadFrom(1, 256).Select(entry => entry.Record.ToArray())];
        await _cabinet.Play(
            HearsHello(hello => hello.LastSequence == 600),
            SaysWelcome(),
            HearsEntries(1, 256),
            Then(_cabinet.PowerCut),
            Then(_cabinet.Connect),
            HearsHello(hello => hello is { LastSequence: 601, JournalId: "journal-1" }),
            SaysWelcome(epoch: 2),
            new Line.Hears("the same bytes", frame => ((V1.CabinetFrame)frame).Entries.Entries.Select(entry => entry.Record)
                .Zip(first).All(pair => pair.First.Span.SequenceEqual(pair.Second))),
            HearsEntries(257, 512),
            HearsEntries(513, 601));
    }

    [Fact, Rule("CL-21")]
    public async Task Each_hash_covers_the_hash_before_and_the_record()
    {
        byte[] last = new byte[32];
        bool Chained(V1.Entry entry)
        {
            byte[] hash = SHA256.HashData([.. last, .. entry.Record.Span]);
            bool fits = entry.PreviousHash.Span.SequenceEqual(last) && entry.Hash.Span.SequenceEqual(hash);
            last = hash;
            return fits && V1.EntryRecord.Parser.ParseFrom(entry.Record).Sequence == entry.Sequence;
        }

        Line batch = new Line.Hears("a chain", frame => ((V1.CabinetFrame)frame).Entries.Entries.All(Chained));
        await _cabinet.Play(HearsHello(), SaysWelcome(), batch, batch, batch);
        Assert.Equal(_cabinet.Journal.LastHash, last);
    }

    /// <summary>The file is read by another connection at the moment of the pulse.</summary>
    [Fact, Rule("CL-22")]
    public async Task The_intent_is_durable_before_the_door_is_let_open()
    {
        await _cabinet.Play(
            HearsHello(), SaysWelcome(acked: 600), AsksForNonce(), HearsNonce(), OrdersOpen(_cabinet, 5), HearsEntries(601, 601));
        (CabinetEffect.PulseLatch pulse, long onDisk) = Assert.Single(_cabinet.Pulses);
        Assert.Equal(5, pulse.Compartment);
        Assert.IsType<Fact.ReleaseIntended>(_cabinet.Facts.ElementAt((int)onDisk - 1));
    }

    [Fact, Rule("CL-23")]
    public Task Batches_are_contiguous_begin_behind_the_ack_and_hold_256_at_most() => _cabinet.Play(
        HearsHello(),
        SaysWelcome(acked: 100),
        HearsEntries(101, 356),
        HearsEntries(357, 600),
        HearsNothing,
        SaysAck(356),
        HearsNothing);

    [Fact, Rule("CL-24")]
    public Task What_is_not_acknowledged_is_kept_and_sent_again_on_every_new_stream() => _cabinet.Play(
        HearsHello(),
        SaysWelcome(acked: 400),
        HearsEntries(401, 600),
        SaysAck(500),
        Then(() => Assert.Equal(500, _cabinet.Journal.Kept.Ack())),
        Then(() => _cabinet.Lose()),
        Waits(3_600),
        Then(_cabinet.Connect),
        HearsHello(),
        SaysWelcome(epoch: 2, acked: 450),
        HearsEntries(451, 602));

    [Fact, Rule("CL-24")]
    public Task An_ack_of_what_was_never_sent_ends_the_stream() => _cabinet.Play(
        HearsHello(), SaysWelcome(acked: 599), HearsEntries(600, 600), SaysAck(601), HangsUp("Acknowledged"));

    /// <summary>Believed, it would keep the next entries from ever being sent.</summary>
    [Fact, Rule("CL-24")]
    public Task A_welcome_that_acknowledges_more_than_was_written_ends_the_stream() => _cabinet.Play(
        HearsHello(), SaysWelcome(acked: 601), HangsUp("acknowledges"));

    [Fact, Rule("CL-25")]
    public Task After_a_gap_it_goes_on_from_the_ack_that_the_server_stands_at_and_that_once() => _cabinet.Play(
        HearsHello(),
        SaysWelcome(acked: 100),
        HearsEntries(101, 356),
        HearsEntries(357, 600),
        SaysAck(100),
        HearsEntries(101, 356),
        HearsEntries(357, 600),
        SaysAck(100),
        HearsNothing,
        SaysAck(356),
        SaysAck(356),
        HearsEntries(357, 600));

    /// <summary>Seed 124 of the city: what went back came out of order again, and the stream was live for an hour.</summary>
    [Fact, Rule("CL-25")]
    public Task What_no_ack_has_moved_for_two_heartbeats_is_sent_again_and_later_after_four() => _cabinet.Play(
        HearsHello(),
        SaysWelcome(acked: 599),
        HearsEntries(600, 600),
        Waits(31), HearsHeartbeat(600), SaysHeartbeat(),
        Waits(31), HearsEntries(600, 600), HearsHeartbeat(600), SaysHeartbeat(),
        Waits(31), HearsHeartbeat(600), SaysHeartbeat(),
        Waits(31), HearsHeartbeat(600), SaysHeartbeat(),
        Waits(31), HearsHeartbeat(600), SaysHeartbeat(),
        Waits(31), HearsEntries(600, 600), HearsHeartbeat(600),
        HearsNothing);

    [Fact, Rule("CL-26")]
    public Task Quarantined_it_says_so_goes_on_recording_and_takes_it_back_when_it_is_accepted_again() => _cabinet.Play(
        HearsHello(),
        SaysWelcome(acked: 600, standing: V1.JournalStanding.Quarantined),
        HearsEntries(601, 625),
        Then(() => Assert.Contains(_cabinet.Facts, fact => fact is Fact.FaultRaised { Name: "JournalQuarantined" })),
        Then(() => Assert.Equal(24, _cabinet.Facts.Count(fact => fact is Fact.FaultRaised { Name: "ContentsUnknown" }))),
        Then(() => _cabinet.Feed(new CabinetInput.ScannerHealth(Answering: false))),
        HearsEntries(626, 626),
        Then(() => _cabinet.Lose()),
        Then(_cabinet.Connect),
        HearsHello(),
        SaysWelcome(epoch: 2, acked: 626),
        HearsEntries(627, 627),
        Then(() => Assert.Contains(_cabinet.Facts, fact => fact is Fact.FaultCleared { Name: "JournalQuarantined" })));

    [Fact, Rule("CL-28")]
    public void What_the_server_lacks_and_is_gone_here_is_not_jumped_over()
    {
        LinkSession session = new(new Pruned(_cabinet.Journal), new LinkIdentity("SDL-24-CH", 1, "1.0", "boot"), null, 0);
        Assert.Equal(300UL, session.Next()!.Hello.FirstSequence);
        CabinetInput.LinkWelcomed welcomed = Assert.IsType<CabinetInput.LinkWelcomed>(Assert.Single(
            session.Receive((V1.ServerFrame)((Line.Says)SaysWelcome(acked: 298)).Frame)));
        Assert.Equal(Firmware.Core.Link.JournalStanding.Quarantined, welcomed.Standing);
        Assert.Null(session.Next());
    }

    /// <summary>The entries up to 299 were acknowledged once and deleted.</summary>
    private sealed class Pruned(IJournalReader whole) : IJournalReader
    {
        public JournalId Id => whole.Id;
        public long FirstSequence => 300;
        public long LastSequence => whole.LastSequence;
        public System.Collections.Immutable.ImmutableArray<byte> LastHash => whole.LastHash;

        public System.Collections.Immutable.ImmutableArray<StoredEntry> ReadFrom(long sequence, int max) =>
            whole.ReadFrom(Math.Max(sequence, FirstSequence), max);
    }

    [Fact, Rule("CL-27")]
    public void Nine_tenths_full_it_takes_no_deposits_and_pickups_go_on()
    {
        _cabinet.Feed(new CabinetInput.DesiredReceived(new Firmware.Core.Desired.DesiredChange.Full(World.Desired(5))));
        _cabinet.SignsIn();
        _cabinet.Feed(new CabinetInput.Scanned(World.Packet.Value));
        _cabinet.DoorOpens();
        _cabinet.DoorShuts(_cabinet.Pulses[0].Pulse.Compartment);
        _cabinet.Feed(new CabinetInput.KioskAsked(new KioskRequest.SignOut()));
        _cabinet.Feed(new CabinetInput.JournalHealth(Writable: true, UsedPercent: 90));
        _cabinet.SignsIn();
        _cabinet.Feed(new CabinetInput.Scanned(PacketId.FromDigits("000000000042").Value));

        Assert.Equal([ReleasePurpose.Deposit, ReleasePurpose.Pickup],
            _cabinet.Facts.OfType<Fact.ReleaseIntended>().Select(intent => intent.Purpose));
    }
}
