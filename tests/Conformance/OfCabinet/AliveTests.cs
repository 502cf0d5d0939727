using SmartLocker.Conformance.Kit;
using SmartLocker.Firmware.Agent.Link;
using SmartLocker.Firmware.Agent.Tests;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Journal;
using static SmartLocker.Conformance.Kit.ServerLines;
using V1 = SmartLocker.Contracts.V1;

namespace SmartLocker.Conformance.OfCabinet;

/// <summary>Chapters 7 and 10, the cabinet's end.</summary>
public sealed class AliveTests : IDisposable
{
    private readonly CabinetUnderTest _cabinet = new();

    public AliveTests() => _cabinet.Connect();

    public void Dispose() => _cabinet.Dispose();

    [Fact, Rule("CL-60")]
    public Task Its_heartbeat_comes_every_30_s_and_says_where_its_journal_ends() => _cabinet.Play(
        HearsHello(), SaysWelcome(), HearsEntries(1, 1), SaysAck(1),
        Waits(29), HearsNothing,
        Waits(6), HearsHeartbeat(1), SaysHeartbeat(),
        Waits(31), HearsHeartbeat(1), HearsNothing);

    [Fact, Rule("CL-60")]
    public Task After_75_s_without_a_word_it_closes_the_stream() => _cabinet.Play(
        HearsHello(), SaysWelcome(), HearsEntries(1, 1), SaysAck(1),
        Waits(20), SaysHeartbeat(),
        Waits(74), HearsHeartbeat(1), HearsNothing,
        Waits(6), HangsUp("nothing heard"));

    [Fact, Rule("CL-61")]
    public Task What_was_under_way_has_failed_and_the_next_stream_resumes_from_the_ack() => _cabinet.Play(
        HearsHello(),
        SaysWelcome(desired: World.Desired(5)),
        HearsHeld(5),
        HearsEntries(1, 1),
        SaysAck(1),
        Then(_cabinet.SignsIn),
        HearsEntries(2, 2),
        Then(() => _cabinet.Feed(new CabinetInput.Scanned(World.Packet.Value))),
        HearsQuestion(call => call.Assign is not null),
        Then(() => _cabinet.Lose()),
        Then(() => Assert.IsType<Authorisation.AssignedLocally>(LastIntent().Authorisation)),
        Then(_cabinet.Connect),
        HearsHello(hello => hello.LastSequence == 3),
        SaysWelcome(epoch: 2, acked: 1),
        HearsEntries(2, 3));

    [Fact, Rule("CL-62")]
    public void It_comes_back_for_ever_by_full_jitter_that_doubles_to_a_minute_and_is_reset_by_a_good_one()
    {
        List<int> limits = [];
        Backoff backoff = new(limit =>
        {
            limits.Add((limit - 1) / 1000);
            return 0;
        })
        { StartWaitMax = TimeSpan.FromSeconds(30) };

        backoff.BeforeFirst();
        foreach (int lasted in new[] { 0, 0, 59, 0, 0, 0, 60, 0 }) { backoff.Next(TimeSpan.FromSeconds(lasted)); }

        Assert.Equal([30, 5, 10, 20, 40, 60, 60, 5, 10], limits);
    }

    [Fact, Rule("CL-63")]
    public void Of_telemetry_the_latest_goes_behind_the_facts_and_dies_with_its_stream()
    {
        LinkSession session = Welcomed();
        session.Measured(Measured(1));
        session.Measured(Measured(2));

        Assert.NotNull(session.Next()!.Entries);
        Assert.Equal(2, Assert.Single(session.Next()!.Telemetry.Measurements).Value);
        Assert.Null(session.Next());
    }

    [Fact, Rule("CL-65")]
    public void It_measures_itself_at_once_and_every_60_s_and_says_what_it_can_read()
    {
        KeepAlive alive = new(_cabinet.Time);
        List<int> at = [];
        for (int second = 0; second <= 130; second += 5)
        {
            if (alive.TakeMeasure()) { at.Add(second); }

            _cabinet.Time.Advance(KeepAlive.LookEvery);
        }

        V1.Telemetry read = new Gauges(_cabinet.Journal, Path.GetTempPath(), _cabinet.Time).Read();
        Assert.Equal([0, 60, 120], at);
        Assert.Equal(
            ["uptime_seconds", "journal_used_percent", "journal_unacked_entries", "free_disk_bytes", "process_memory_bytes"],
            read.Measurements.Select(measurement => measurement.Name));
        Assert.Equal(1, read.Measurements[2].Value);
    }

    /// <summary>A newer server orders, answers and says what this cabinet has never heard of.</summary>
    [Fact, Rule("CL-80")]
    public Task What_it_does_not_know_is_let_pass_unanswered() => _cabinet.Play(
        HearsHello(),
        SaysWelcome(),
        HearsEntries(1, 1),
        Says(new V1.ServerFrame()),
        Orders(new V1.ServerCall()),
        Says(new V1.ServerFrame { Answer = new V1.CabinetCallAnswer { CorrelationId = "x", Epoch = 1 } }),
        HearsNothing);

    [Fact, Rule("CL-81")]
    public void It_says_which_firmware_writes_so_that_the_server_is_updated_first() =>
        Assert.Equal("1.0", _cabinet.Facts.OfType<Fact.Booted>().Last().FirmwareVersion);

    private Fact.ReleaseIntended LastIntent() => _cabinet.Facts.OfType<Fact.ReleaseIntended>().Last();

    private LinkSession Welcomed()
    {
        LinkSession session = new(_cabinet.Journal, new LinkIdentity("SDL-24-CH", 1, "1.0", "boot"), null, 0);
        session.Next();
        session.Receive((V1.ServerFrame)((Line.Says)SaysWelcome()).Frame);
        return session;
    }

    private static V1.Telemetry Measured(double value) => new()
    {
        MeasuredAt = new Google.Protobuf.WellKnownTypes.Timestamp { Seconds = 1 },
        Measurements = { new V1.Measurement { Name = "uptime_seconds", Value = value } },
    };
}
