using SmartLocker.Conformance.Kit;
using SmartLocker.Firmware.Agent.Tests;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Journal;
using static SmartLocker.Conformance.Kit.ServerLines;
using V1 = SmartLocker.Contracts.V1;

namespace SmartLocker.Conformance.OfCabinet;

/// <summary>Chapter 6, the cabinet's end: whatever the server says.</summary>
public sealed class OrderTests : IDisposable
{
    private readonly CabinetUnderTest _cabinet = new();

    public OrderTests() => _cabinet.Connect();

    public void Dispose() => _cabinet.Dispose();

    private static Line[] Opened => [HearsHello(), SaysWelcome(), HearsEntries(1, 1), AsksForNonce(), HearsNonce()];

    [Fact, Rule("CL-51"), Rule("CL-53")]
    public Task It_opens_with_its_own_nonce_and_answers_when_the_result_is_on_record() => _cabinet.Play(
    [
        .. Opened,
        OrdersOpen(_cabinet, 5),
        HearsEntries(2, 2),
        HearsNothing,
        Then(_cabinet.DoorOpens),
        HearsOpened(V1.ReleaseResult.Opened),
        HearsEntries(3, 3),
        Then(() => Assert.Equal(new Authorisation.Nonce(_cabinet.Nonce), Intent().Authorisation)),
        Then(() => Assert.Equal(["operator"], Intent().Actors.Select(person => person.Value))),
    ]);

    [Fact, Rule("CL-51")]
    public Task A_nonce_works_once() => _cabinet.Play(
    [
        .. Opened,
        OrdersOpen(_cabinet, 5),
        HearsEntries(2, 2),
        OrdersOpen(_cabinet, 6, "open-2"),
        HearsRefused(V1.CommandRefusal.NonceUnknown, "open-2"),
        HearsEntries(3, 3),
    ]);

    [Fact, Rule("CL-51")]
    public Task A_nonce_that_the_cabinet_did_not_issue_opens_nothing() => _cabinet.Play(
    [
        .. Opened,
        OrdersOpen(_cabinet, 5, nonce: new string('0', 32)),
        HearsRefused(V1.CommandRefusal.NonceUnknown),
        HearsEntries(2, 2),
        Then(() => Assert.Empty(_cabinet.Pulses)),
    ]);

    [Fact, Rule("CL-51"), Rule("CL-61")]
    public Task The_loss_of_the_stream_voids_every_nonce() => _cabinet.Play(
    [
        .. Opened,
        Then(() => _cabinet.Lose()),
        Then(_cabinet.Connect),
        HearsHello(),
        SaysWelcome(epoch: 2, acked: 1),
        OrdersOpen(_cabinet, 5, epoch: 2),
        HearsRefused(V1.CommandRefusal.NonceUnknown),
        HearsEntries(2, 2),
    ]);

    [Theory, Rule("CL-52")]
    [InlineData(10, 9.5, true)]
    [InlineData(10, 10.5, false)]
    [InlineData(600, 29.5, true)]
    [InlineData(600, 30.5, false)]
    public async Task The_time_to_live_counts_from_the_issue_of_the_nonce_and_is_30_s_at_most(int ttl, double after, bool opens)
    {
        await _cabinet.Play([.. Opened, Then(() => _cabinet.Time.Advance(TimeSpan.FromSeconds(after)))]);
        await _cabinet.Play(
        [
            OrdersOpen(_cabinet, 5, ttl: ttl),
            .. opens ? Array.Empty<Line>() : [HearsRefused(V1.CommandRefusal.Expired)],
            HearsEntries(2, 2),
        ]);
        Assert.Equal(opens ? 1 : 0, _cabinet.Pulses.Count);
    }

    [Fact, Rule("CL-53")]
    public async Task After_a_restart_an_order_without_a_result_is_unknown_and_never_pulsed_again()
    {
        await _cabinet.Play(
        [
            .. Opened,
            OrdersOpen(_cabinet, 5),
            HearsEntries(2, 2),
            Then(_cabinet.PowerCut),
            Then(_cabinet.Connect),
            HearsHello(),
            SaysWelcome(epoch: 2, acked: 2),
            new Line.Hears("the entries of the restart", _ => true),
            SaysAck(5, epoch: 2),
            Waits(60),
            HearsHeartbeat(5), // The start, its end unknown, and the doubt behind that door.
        ]);
        Assert.Single(_cabinet.Pulses);
        Assert.Equal(ReleaseResult.Unknown, _cabinet.Facts.OfType<Fact.ReleaseEnded>().Single().Result);
    }

    [Fact, Rule("CL-54")]
    public Task The_same_command_again_gets_the_recorded_answer_and_no_pulse_also_after_a_restart() => _cabinet.Play(
    [
        .. Opened,
        OrdersOpen(_cabinet, 5),
        HearsEntries(2, 2),
        Then(_cabinet.DoorOpens),
        HearsOpened(V1.ReleaseResult.Opened),
        HearsEntries(3, 3),
        Then(_cabinet.PowerCut),
        Then(_cabinet.Connect),
        HearsHello(),
        SaysWelcome(epoch: 2, acked: 5),
        OrdersOpen(_cabinet, 5, epoch: 2),
        HearsOpened(V1.ReleaseResult.Opened),
        Then(() => Assert.Single(_cabinet.Pulses)),
    ]);

    [Fact, Rule("CL-55")]
    public async Task Of_24_doors_two_an_hour_open_from_afar_whatever_the_server_says()
    {
        await _cabinet.Play(
        [
            .. Opened, OrdersOpen(_cabinet, 5), HearsEntries(2, 2), Then(_cabinet.DoorOpens),
            HearsOpened(V1.ReleaseResult.Opened), HearsEntries(3, 3),
            AsksForNonce(), HearsNonce(), OrdersOpen(_cabinet, 6, "open-2"), HearsEntries(4, 4), Then(_cabinet.DoorOpens),
            HearsOpened(V1.ReleaseResult.Opened, "open-2"), HearsEntries(5, 5),
            AsksForNonce(), HearsNonce(), OrdersOpen(_cabinet, 7, "open-3"),
            HearsRefused(V1.CommandRefusal.Limit, "open-3"), HearsEntries(6, 6),
        ]);
        Assert.IsType<Fact.CommandRefused>(_cabinet.Facts.Last());
        Assert.Equal(2, _cabinet.Pulses.Count);
    }

    /// <summary>Who asks for more than a person at a desk would, is heard no more until somebody stands at the cabinet.</summary>
    [Fact, Rule("CL-82")]
    public async Task Three_orders_over_the_limit_block_opening_from_afar_through_restarts()
    {
        Line[] Order(int number, V1.CommandRefusal reason, ulong epoch = 1) =>
        [
            AsksForNonce(epoch), HearsNonce(), OrdersOpen(_cabinet, 7, $"open-{number}", epoch: epoch),
            HearsRefused(reason, $"open-{number}"), Then(Drain),
        ];

        await _cabinet.Play(
        [
            .. Opened, OrdersOpen(_cabinet, 5), Then(_cabinet.DoorOpens), Then(Drain),
            AsksForNonce(), HearsNonce(), OrdersOpen(_cabinet, 6, "open-2"), Then(_cabinet.DoorOpens), Then(Drain),
            .. Order(3, V1.CommandRefusal.Limit), .. Order(4, V1.CommandRefusal.Limit), .. Order(5, V1.CommandRefusal.Limit),
            .. Order(6, V1.CommandRefusal.Blocked),
            Then(_cabinet.PowerCut), Then(_cabinet.Connect), HearsHello(), SaysWelcome(epoch: 2, acked: 1), Then(Drain),
            .. Order(7, V1.CommandRefusal.Blocked, epoch: 2),
        ]);
        Assert.Contains(_cabinet.Facts, fact => fact is Fact.FaultRaised { Name: "RemoteOpeningBlocked" });
    }

    /// <summary>A server that repeats a bad order would fill the disk; one over the limit counts in the middle of it.</summary>
    [Fact, Rule("CL-88")]
    public async Task Of_a_flood_of_refused_orders_ten_a_minute_go_on_record_and_those_over_the_limit_always_do()
    {
        IEnumerable<Line> Flood(string name) => Enumerable.Range(0, 25).SelectMany(number => new[]
        {
            OrdersOpen(_cabinet, 5, $"{name}-{number}", nonce: new string('0', 32)),
            HearsRefused(V1.CommandRefusal.NonceUnknown, $"{name}-{number}"), Then(Drain),
        });

        await _cabinet.Play([HearsHello(), SaysWelcome(), HearsEntries(1, 1), .. Flood("a")]);
        Assert.Equal(10, Refused(CommandRefusal.NonceUnknown));
        await _cabinet.Play(
        [
            Waits(59), .. Flood("b"), Then(() => Assert.Equal(10, Refused(CommandRefusal.NonceUnknown))),
            Waits(2), .. Flood("c"), Then(() => Assert.Equal(20, Refused(CommandRefusal.NonceUnknown))),
            AsksForNonce(), HearsNonce(), OrdersOpen(_cabinet, 5), Then(_cabinet.DoorOpens), Then(Drain),
            AsksForNonce(), HearsNonce(), OrdersOpen(_cabinet, 6, "open-2"), Then(_cabinet.DoorOpens), Then(Drain),
            .. Flood("d"),
            AsksForNonce(), HearsNonce(), OrdersOpen(_cabinet, 7, "open-3"),
            HearsRefused(V1.CommandRefusal.Limit, "open-3"), Then(Drain),
        ]);
        Assert.Equal((20, 1), (Refused(CommandRefusal.NonceUnknown), Refused(CommandRefusal.Limit)));
        int Refused(CommandRefusal reason) => _cabinet.Facts.OfType<Fact.CommandRefused>().Count(fact => fact.Reason == reason);
    }

    private void Drain()
    {
        while (_cabinet.Speak() is not null) { }
    }

    [Theory, Rule("CL-55")]
    [InlineData("", false)]
    [InlineData("operator", false)]
    [InlineData("another", true)]
    public async Task Something_inside_is_let_out_for_a_second_person_only(string approver, bool opens)
    {
        _cabinet.Feed(new CabinetInput.DesiredReceived(new Firmware.Core.Desired.DesiredChange.Full(World.Desired(5))));
        _cabinet.SignsIn();
        _cabinet.Feed(new CabinetInput.Scanned(World.Packet.Value));
        _cabinet.DoorOpens();
        int door = _cabinet.Pulses[0].Pulse.Compartment;
        _cabinet.DoorShuts(door);
        _cabinet.Feed(new CabinetInput.KioskAsked(new KioskRequest.SignOut()));
        ulong last = (ulong)_cabinet.Journal.LastSequence;
        _cabinet.Connect();

        await _cabinet.Play(
        [
            HearsHello(),
            SaysWelcome(acked: last),
            AsksForNonce(),
            HearsNonce(),
            OrdersOpen(_cabinet, (uint)door, approver: approver),
            .. opens ? Array.Empty<Line>() : [HearsRefused(V1.CommandRefusal.NotAllowed)],
            HearsEntries(last + 1, last + 1),
        ]);
        Assert.Equal(opens ? 2 : 1, _cabinet.Pulses.Count);
    }

    [Fact, Rule("CL-57")]
    public Task A_self_test_and_a_blink_need_no_nonce_and_open_no_door() => _cabinet.Play(
        HearsHello(),
        SaysWelcome(),
        HearsEntries(1, 1),
        Orders(new V1.ServerCall { SelfTest = new V1.RunSelfTest() }),
        HearsAnswer(V1.ServerCallAnswer.AnswerOneofCase.SelfTest),
        Orders(new V1.ServerCall { Identify = new V1.Identify() }),
        HearsAnswer(V1.ServerCallAnswer.AnswerOneofCase.Identified),
        Then(() => Assert.Empty(_cabinet.Pulses)));

    /// <summary>What it answered on a stream that is lost is not said again on the next one; the journal says it.</summary>
    [Fact, Rule("CL-50")]
    public Task An_order_dies_with_its_stream() => _cabinet.Play(
    [
        .. Opened,
        OrdersOpen(_cabinet, 5),
        HearsEntries(2, 2),
        Then(() => _cabinet.Lose()),
        Then(_cabinet.DoorOpens),
        Then(_cabinet.Connect),
        HearsHello(),
        SaysWelcome(epoch: 2, acked: 2),
        HearsEntries(3, 3),
    ]);

    [Fact, Rule("CL-56")]
    public Task A_result_that_comes_late_is_in_the_journal() => _cabinet.Play(
    [
        .. Opened,
        OrdersOpen(_cabinet, 5),
        HearsEntries(2, 2),
        Then(() => _cabinet.Sense(5, Contact.Open, Contact.Closed)),
        Then(() => _cabinet.Feed(new CabinetInput.PulseEnded(
            CommandId.Parse(Door), 5, _cabinet.Pulses[0].Pulse.Attempt, new PulseResult.Pulsed()))),
        Waits(25),
        new Line.Hears("its result, nobody having opened", frame => ((V1.CabinetFrame)frame).Answer?.Open is not null),
        new Line.Hears("the entry of it", frame => ((V1.CabinetFrame)frame).Entries is not null),
    ]);

    private Fact.ReleaseIntended Intent() => _cabinet.Facts.OfType<Fact.ReleaseIntended>().Last();
}
