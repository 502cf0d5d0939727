using Grpc.Core;
using SmartLocker.Conformance.Kit;
using SmartLocker.Server.Rpc.Link;
using SmartLocker.Storage.Compliance;
using static SmartLocker.Conformance.Kit.CabinetLines;
using V1 = SmartLocker.Contracts.V1;

namespace SmartLocker.Conformance.OfServer;

/// <summary>Chapter 2, the server's end.</summary>
public sealed class OpeningTests : IAsyncLifetime
{
    private readonly ScriptedJournal _journal = new();
    private ServerUnderTest _server = null!;

    public async ValueTask InitializeAsync() => _server = await ServerUnderTest.Make();

    public ValueTask DisposeAsync()
    {
        _server.Dispose();
        return default;
    }

    [Fact, Rule("CL-10")]
    public Task Hello_is_answered_by_welcome_first_and_once() => _server.Play(
        SaysHello(), HearsWelcome(1, welcome => welcome is { AckedUpTo: 0, ServerTime: not null }), HearsNothing);

    [Fact, Rule("CL-10")]
    public Task A_stream_that_begins_otherwise_is_closed() => _server.Play(
        SaysHeartbeat(0), HearsTheEnd(StatusCode.InvalidArgument, "Expected Hello"));

    [Fact, Rule("CL-10")]
    public Task A_second_hello_is_closed() => _server.Play(
        SaysHello(), HearsWelcome(1), SaysHello(), HearsTheEnd(StatusCode.InvalidArgument, "Expected one Hello"));

    [Fact, Rule("CL-10")]
    public Task A_stream_that_does_not_begin_in_10_s_is_closed() => _server.Play(
        Waits(9), HearsNothing, Waits(5), HearsTheEnd(StatusCode.DeadlineExceeded, "Expected Hello"));

    [Theory, Rule("CL-11")]
    [InlineData(0)]
    [InlineData(2)]
    public Task A_version_that_it_does_not_speak_is_closed_and_told_which_it_does(uint version) => _server.Play(
        SaysHello(change: hello => hello.ProtocolVersion = version),
        HearsTheEnd(StatusCode.FailedPrecondition, "This server speaks version 1"));

    [Fact, Rule("CL-12")]
    public Task Each_epoch_is_above_all_given_before_and_all_that_the_cabinet_saw_and_is_stored_first() => _server.Play(
        SaysHello(),
        HearsWelcome(1),
        Then(_server.Connect),
        SaysHello(epochSeen: 41),
        HearsWelcome(42),
        Then(async () => Assert.Equal(42, (await _server.City.Ledger.FindCabinet(City.CabinetOne))!.State.Epoch)),
        Then(_server.Connect),
        SaysHello(epochSeen: 7),
        HearsWelcome(43));

    [Fact, Rule("CL-13"), Rule("CL-14")]
    public async Task The_newest_stream_wins_and_nothing_is_taken_from_the_older_one()
    {
        CabinetSession older = _server.Stream;
        V1.Entry entry = _journal.Next();
        await _server.Play(
            SaysHello(),
            HearsWelcome(1),
            Then(_server.Connect),
            SaysHello(epochSeen: 1),
            HearsWelcome(2),
            Then(() => _server.GoBackTo(older)),
            SaysEntries(entry),
            HearsTheEnd(StatusCode.Aborted, "newer stream"));
        Assert.Equal(0, (await _server.City.Ledger.FindCabinet(City.CabinetOne))!.State.Journal!.AppliedUpTo);
    }

    [Fact, Rule("CL-14")]
    public async Task A_question_on_an_older_stream_promises_and_checks_nothing()
    {
        CabinetSession older = _server.Stream;
        PacketId packet = await _server.City.SealOne();
        await _server.Play(
            SaysHello(held: 1),
            HearsWelcome(1),
            Then(_server.Connect),
            SaysHello(epochSeen: 1),
            HearsWelcome(2),
            Then(() => _server.GoBackTo(older)),
            Asks(Assign(packet, _server.City.Courier.Id)),
            HearsAnswer(answer => answer.Refused?.Reason == V1.CallRefusal.Fenced),
            Asks(LookUp(packet)),
            HearsAnswer(answer => answer.Refused?.Reason == V1.CallRefusal.Fenced));
        Assert.Empty((await _server.City.Ledger.FindCabinet(City.CabinetOne))!.State.Compartments);
    }

    /// <summary>The newer stream opens between the look at the epoch and the commit.</summary>
    [Fact, Rule("CL-14")]
    public async Task A_write_whose_stream_is_replaced_before_it_is_durable_does_not_happen()
    {
        PacketId packet = await _server.City.SealOne();
        await _server.Play(SaysHello(), HearsWelcome(1));
        Server.Storage.Stored<Server.Core.Fleet.Cabinet> seen = (await _server.City.Ledger.FindCabinet(City.CabinetOne))!;
        Server.Storage.Stored<Server.Core.Packets.Packet> sealedOne = (await _server.City.Ledger.FindPacket(packet))!;
        await _server.City.Connect(highestEpoch: 1);

        Server.Storage.CommitOutcome outcome = await _server.City.Ledger.Commit(
            new Server.Storage.Commit
            {
                Stands = new Server.Storage.CabinetStands(City.CabinetOne, seen.Version),
                Changes = Server.Storage.Deciding.Change.Of(sealedOne, [new(
                    _server.City.Time.GetUtcNow(), Server.Core.Access.Actor.Person(_server.City.Opener.Id),
                    new Server.Core.Packets.PacketEvent.SecretChecked(City.CabinetOne, "check-1", [_server.City.Opener.Id]))]),
            },
            _server.City.Time.GetUtcNow());

        Assert.IsType<Server.Storage.CommitOutcome.VersionConflict>(outcome);
        Assert.Equal(sealedOne.Version, (await _server.City.Ledger.FindPacket(packet))!.Version);
    }

    [Fact, Rule("CL-15")]
    public Task Welcome_carries_the_document_unless_the_cabinet_holds_it() => _server.Play(
        SaysHello(),
        HearsWelcome(1, welcome => welcome.Desired is { Version: 1, BaseVersion: 0, Settings: not null }),
        Then(_server.Connect),
        SaysHello(held: 1),
        HearsWelcome(2, welcome => welcome.Desired is null));
}
