using SmartLocker.Conformance.Kit;
using SmartLocker.Firmware.Agent.Tests;
using SmartLocker.Firmware.Core.Journal;
using static SmartLocker.Conformance.Kit.ServerLines;
using V1 = SmartLocker.Contracts.V1;

namespace SmartLocker.Conformance.OfCabinet;

/// <summary>Chapter 2, the cabinet's end.</summary>
public sealed class OpeningTests : IDisposable
{
    private readonly CabinetUnderTest _cabinet = new();

    public OpeningTests() => _cabinet.Connect();

    public void Dispose() => _cabinet.Dispose();

    [Fact, Rule("CL-10"), Rule("CL-11")]
    public Task It_says_hello_first_and_once_and_nothing_before_the_welcome() => _cabinet.Play(
        HearsHello(hello => hello is { ProtocolVersion: 1, JournalId: "journal-1", LastSequence: 1, ModelId: "SDL-24-CH" }),
        HearsNothing,
        SaysWelcome(),
        HearsEntries(1, 1));

    [Fact, Rule("CL-10")]
    public Task What_comes_before_the_welcome_ends_the_stream() => _cabinet.Play(HearsHello(), SaysAck(0), HangsUp("Welcome"));

    [Fact, Rule("CL-10")]
    public Task A_second_welcome_ends_the_stream() => _cabinet.Play(
        HearsHello(), SaysWelcome(), HearsEntries(1, 1), SaysWelcome(epoch: 2), HangsUp("Welcome"));

    [Theory, Rule("CL-12")]
    [InlineData(8)]
    [InlineData(9)]
    public Task A_welcome_that_is_not_above_every_epoch_seen_is_not_believed(ulong epoch) => _cabinet.Play(
        HearsHello(),
        SaysWelcome(epoch: 9),
        HearsEntries(1, 1),
        Then(_cabinet.PowerCut),
        Then(_cabinet.Connect),
        HearsHello(hello => hello.HighestEpochSeen == 9),
        SaysWelcome(epoch: epoch),
        HangsUp("epoch"));

    /// <summary>A server that was paused wakes up: nothing of its stream counts any more.</summary>
    [Fact, Rule("CL-14")]
    public Task Whatever_carries_a_lower_epoch_is_refused() => _cabinet.Play(
        HearsHello(),
        SaysWelcome(epoch: 9),
        HearsEntries(1, 1),
        SaysAck(1, epoch: 8),
        Then(() => Assert.Equal(0, _cabinet.Journal.Kept.Ack())),
        AsksForNonce(epoch: 8),
        HearsNothing,
        AsksForNonce(epoch: 9),
        HearsNonce(),
        OrdersOpen(_cabinet, 5, epoch: 8),
        HearsRefused(V1.CommandRefusal.Fenced),
        HearsEntries(2, 2),
        Then(() => Assert.Empty(_cabinet.Pulses)));

    [Fact, Rule("CL-14")]
    public async Task The_highest_epoch_is_durable_before_anything_of_it_is_obeyed()
    {
        await _cabinet.Play(HearsHello(), SaysWelcome(epoch: 9), HearsEntries(1, 1));
        Assert.Equal(9, _cabinet.Journal.Kept.HighestEpoch());
    }

    [Fact, Rule("CL-15")]
    public Task State_comes_before_the_backlog() => _cabinet.Play(
        HearsHello(hello => hello.DesiredVersionHeld == 0),
        SaysWelcome(desired: World.Desired(5)),
        HearsHeld(5),
        HearsEntries(1, 1),
        Then(() => Assert.Equal(5, _cabinet.Journal.Kept.Desired()!.Version)));

    /// <summary>The version is said only once it is durable; until then nothing of the backlog goes.</summary>
    [Fact, Rule("CL-15")]
    public void The_backlog_waits_until_the_state_of_the_welcome_is_taken_in()
    {
        Firmware.Agent.Link.LinkSession session = new(
            _cabinet.Journal, new Firmware.Agent.Link.LinkIdentity("SDL-24-CH", 1, "1.0", "boot"), null, 0);
        session.Next();
        session.Receive(((V1.ServerFrame)((Line.Says)SaysWelcome(desired: World.Desired(5))).Frame));
        Assert.Null(session.Next());
        session.Held(5);
        Assert.Equal(5UL, session.Next()!.Held.Version);
        Assert.Single(session.Next()!.Entries.Entries);
    }

    /// <summary>An operator who waits is answered before 100,000 entries are sent.</summary>
    [Fact, Rule("CL-64")]
    public async Task Orders_and_questions_are_answered_before_the_backlog()
    {
        using CabinetUnderTest away = new(backlog: 5_000);
        away.Connect();
        await away.Play(
            HearsHello(),
            SaysWelcome(),
            HearsEntries(1, 256),
            AsksForNonce(),
            HearsNonce(),
            OrdersOpen(away, 5),
            Then(away.DoorOpens),
            HearsOpened(V1.ReleaseResult.Opened),
            HearsEntries(257, 512),
            HearsEntries(513, 768),
            HearsEntries(769, 1024),
            HearsNothing,
            SaysAck(256),
            HearsEntries(1025, 1280));
        Assert.Contains(away.Facts, fact => fact is Fact.ReleaseEnded { Result: ReleaseResult.Opened });
    }
}
