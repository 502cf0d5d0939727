using Grpc.Core;
using SmartLocker.Conformance.Kit;
using SmartLocker.Server.Certificates;
using SmartLocker.Server.Rpc.Link;
using SmartLocker.Storage.Compliance;
using static SmartLocker.Conformance.Kit.CabinetLines;
using V1 = SmartLocker.Contracts.V1;

namespace SmartLocker.Conformance.OfServer;

/// <summary>Chapters 7 and 10, the server's end.</summary>
public sealed class AliveTests : IAsyncLifetime
{
    private ServerUnderTest _server = null!;

    public async ValueTask InitializeAsync() => _server = await ServerUnderTest.Make();

    public ValueTask DisposeAsync()
    {
        _server.Dispose();
        return default;
    }

    private static Line[] Opened => [SaysHello(), HearsWelcome(1), SaysHeld(1)];

    [Fact, Rule("CL-60"), Rule("CL-39")]
    public Task It_sends_a_heartbeat_every_30_s() => _server.Play(
        [.. Opened, Waits(25), HearsNothing, Waits(5), HearsHeartbeat(), SaysHeartbeat(0), Waits(30), HearsHeartbeat()]);

    [Fact, Rule("CL-60")]
    public Task After_75_s_without_a_word_it_closes_the_stream() => _server.Play(
    [
        .. Opened,
        Waits(70),
        HearsHeartbeat(),
        HearsHeartbeat(),
        HearsNothing,
        Waits(5),
        HearsTheEnd(StatusCode.DeadlineExceeded, "75 s"),
    ]);

    [Fact, Rule("CL-60")]
    public Task A_heartbeat_says_where_the_journal_ends_and_which_doors_are_open() => _server.Play(
    [
        .. Opened,
        SaysHeartbeat(77, 3, 9),
        Then(() => Assert.Equal((77L, "3 9"), (_server.Live!.LastSequence, string.Join(' ', _server.Live.OpenCompartments)))),
    ]);

    [Fact, Rule("CL-61")]
    public async Task The_next_stream_resumes_from_what_is_acknowledged()
    {
        ScriptedJournal journal = new();
        V1.Entry[] entries = journal.Next(3);
        await _server.Play(
        [
            .. Opened,
            SaysEntries(entries[0], entries[1]),
            HearsAck(2),
            Then(_server.Connect),
            SaysHello(last: 3, held: 1, epochSeen: 1, change: hello => hello.LastHash = journal.LastHash),
            HearsWelcome(2, welcome => welcome.AckedUpTo == 2),
            SaysEntries(entries[2]),
            HearsAck(3, epoch: 2),
        ]);
    }

    [Fact, Rule("CL-63")]
    public Task Of_telemetry_the_latest_counts() => _server.Play(
    [
        .. Opened,
        Measures(1, "uptime_seconds"),
        Measures(2, "uptime_seconds"),
        Then(() => Assert.Equal(2, Assert.Single(_server.Live!.Measurements).Value)),
    ]);

    [Fact, Rule("CL-63")]
    public Task More_than_64_measurements_break_the_rules() => _server.Play(
    [
        .. Opened,
        Measures(1, [.. Enumerable.Range(0, 64).Select(index => $"m{index}")]),
        HearsNothing,
        Measures(1, [.. Enumerable.Range(0, 65).Select(index => $"m{index}")]),
        HearsTheEnd(StatusCode.InvalidArgument, "64"),
    ]);

    /// <summary>Any number of frames, any names: what is kept has an end.</summary>
    [Fact, Rule("CL-63")]
    public async Task Who_invents_names_does_not_fill_the_memory()
    {
        await _server.Play(Opened);
        for (int frame = 0; frame < 20; frame++)
        {
            await _server.Play(Measures(1, [.. Enumerable.Range(frame * 64, 64).Select(index => $"m{index}")]));
        }

        Assert.InRange(_server.Live!.Measurements.Count, 64, 256);
    }

    /// <summary>The hour is that of the last word, not of the moment at which somebody noticed.</summary>
    [Fact, Rule("CL-66")]
    public async Task A_cabinet_without_a_stream_is_away_since_it_was_last_heard()
    {
        CabinetStreams streams = new(_server.City.Time);
        DateTimeOffset start = _server.City.Time.GetUtcNow();
        LiveStream live = new(new Peer(new PeerIdentity.Cabinet(City.CabinetOne), 0), _server.Stream);
        await _server.Play([.. Opened, Waits(10), SaysHeartbeat(0)]);
        Assert.Equal(start, streams.AwaySince(City.CabinetOne));
        await streams.Welcome(City.CabinetOne, live);
        Assert.Null(streams.AwaySince(City.CabinetOne));
        await _server.Play(Waits(20), HearsHeartbeat());
        streams.Leave(City.CabinetOne, live);
        Assert.Equal(start + TimeSpan.FromSeconds(10), streams.AwaySince(City.CabinetOne));
    }

    [Fact, Rule("CL-80")]
    public Task A_frame_that_it_does_not_know_is_let_pass() => _server.Play(
        [.. Opened, Says(new V1.CabinetFrame()), HearsNothing, SaysHeartbeat(1), HearsNothing]);

    [Fact, Rule("CL-81")]
    public async Task What_a_cabinet_writes_that_this_server_does_not_know_holds_up_nothing()
    {
        ScriptedJournal journal = new();
        V1.Entry tomorrow = journal.Next(V1.Fact.Parser.ParseFrom([0x9A, 0x06, 0x00]));
        await _server.Play([.. Opened, SaysEntries(tomorrow, journal.Next()), HearsAck(2)]);
        Assert.Single((await _server.City.Ledger.FindCabinet(City.CabinetOne))!.State.DeadLetters);
    }

    private static Line Measures(double value, params string[] names) => Says(new V1.CabinetFrame
    {
        Telemetry = new V1.Telemetry
        {
            MeasuredAt = new Google.Protobuf.WellKnownTypes.Timestamp { Seconds = 1 },
            Measurements = { names.Select(name => new V1.Measurement { Name = name, Value = value }) },
        },
    });
}
