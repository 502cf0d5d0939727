using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using SmartLocker.Firmware.Agent.Journal.Checkpoints;
using SmartLocker.Firmware.Agent.Running;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Journal;
using SmartLocker.HardwareSpecs;
using SmartLocker.TestKit;
using JournalFile = SmartLocker.Firmware.Agent.Journal.Journal;

namespace SmartLocker.Firmware.Agent.Tests.Running;

/// <summary>docs/rules.md R-17: which wall clock is trusted.</summary>
public sealed class CabinetClockTests
{
    private static readonly DateTimeOffset Last = new(2026, 10, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("2026-10-01T00:00:01Z", ClockQuality.Holdover)]
    [InlineData("2026-10-30T00:00:00Z", ClockQuality.Holdover)]
    [InlineData("2026-11-01T00:00:01Z", ClockQuality.Unset)]
    [InlineData("2026-09-30T23:59:59Z", ClockQuality.Unset)]
    [InlineData("1970-01-01T00:00:30Z", ClockQuality.Unset)]
    public void A_battery_clock_is_trusted_from_the_last_entry_on_for_a_month(string now, ClockQuality quality) =>
        Assert.Equal(quality, Clock(now, new ClockFloor(Last, Last)).Health.Quality);

    [Theory]
    [InlineData("2026-10-01T00:00:01Z", ClockQuality.Holdover)]
    [InlineData("1970-01-01T00:00:30Z", ClockQuality.Unset)]
    public void With_nothing_on_record_a_clock_that_lost_its_power_is_still_known(string now, ClockQuality quality) =>
        Assert.Equal(quality, Clock(now, ClockFloor.None).Health.Quality);

    [Fact]
    public void What_the_server_said_is_right_from_then_on()
    {
        ManualTime time = new(DateTimeOffset.UnixEpoch);
        CabinetClock clock = new(time, "boot", new ClockFloor(Last, Last));
        clock.ServerSaid(Last.AddHours(1));
        time.Advance(TimeSpan.FromMinutes(10));
        EntryMomentIs(clock, Last.AddMinutes(70), ClockQuality.Synced);
    }

    [Fact]
    public void Whoever_sets_the_machines_clock_while_it_runs_changes_nothing()
    {
        JumpingTime time = new();
        CabinetClock clock = new(time, "boot", new ClockFloor(Last, Last));
        time.Jump(TimeSpan.FromDays(-20_000));
        time.Advance(TimeSpan.FromMinutes(1));
        EntryMomentIs(clock, new DateTimeOffset(2026, 10, 2, 0, 1, 0, TimeSpan.Zero), ClockQuality.Holdover);
    }

    /// <summary>A clock that went back once must not make itself the measure of the next start.</summary>
    [Fact]
    public void Entries_by_a_clock_that_nobody_trusted_say_nothing_about_the_next_start()
    {
        using TempFolder folder = new();
        using JournalFile journal = JournalFile.OpenFolder(folder.Path, () => JournalId.Parse("j"));
        Append(journal, Clock("2026-10-01T00:00:00Z", ClockFloor.None), entries: 1);
        CabinetClock wrong = Clock("2026-02-01T00:00:00Z", CabinetBoot.FloorOf(journal));
        Append(journal, wrong, entries: 600);

        Assert.Equal(ClockQuality.Unset, wrong.Health.Quality);
        Assert.Equal(new ClockFloor(Last, Last), CabinetBoot.FloorOf(journal));
        Assert.Equal(ClockQuality.Unset, Clock("2026-02-01T00:05:00Z", CabinetBoot.FloorOf(journal)).Health.Quality);
    }

    /// <summary>What was deleted cannot be read, and is no damage: only a disk that rotted loses the hour.</summary>
    [Fact]
    public void A_look_back_ends_where_the_journal_begins_now()
    {
        using TempFolder folder = new();
        Upkeep small = new(CheckpointEvery: 10, Retained: 5, PruneMax: 4);
        using JournalFile journal = JournalFile.OpenFolder(folder.Path, () => JournalId.Parse("j"), small);
        CabinetClock told = Clock("2026-10-01T00:00:00Z", ClockFloor.None);
        Append(journal, told, entries: 1);
        CabinetClock wrong = Clock("2026-02-01T00:00:00Z", CabinetBoot.FloorOf(journal));
        for (int checkpoint = 0; checkpoint < 2; checkpoint++)
        {
            Append(journal, wrong, entries: 50);
            journal.Checkpoint();
        }

        journal.Kept.KeepAck(50);
        for (int round = 0; round < 20; round++) { journal.Tend(); }

        Assert.True(journal.FirstSequence > 1);
        Assert.False(CabinetBoot.FloorOf(journal).IsLost);
    }

    /// <summary>Its own entries must not be what it is judged by: month after month it would go on trusting itself.</summary>
    [Fact]
    public void A_clock_that_runs_on_without_the_server_is_trusted_for_a_month_and_not_for_one_after_every_entry()
    {
        using TempFolder folder = new();
        using JournalFile journal = JournalFile.OpenFolder(folder.Path, () => JournalId.Parse("j"));
        CabinetClock told = Clock("2026-10-01T00:00:00Z", ClockFloor.None);
        told.ServerSaid(Last);
        Append(journal, told, entries: 1);
        Append(journal, Clock("2026-10-20T00:00:00Z", CabinetBoot.FloorOf(journal)), entries: 1);
        Assert.Equal(new ClockFloor(Last.AddDays(19), Last), CabinetBoot.FloorOf(journal));
        Assert.Equal(ClockQuality.Holdover, Clock("2026-10-30T00:00:00Z", CabinetBoot.FloorOf(journal)).Health.Quality);
        Assert.Equal(ClockQuality.Unset, Clock("2026-11-01T00:00:01Z", CabinetBoot.FloorOf(journal)).Health.Quality);
    }

    [Fact]
    public void A_clock_that_the_server_never_set_is_trusted_for_a_month_from_the_first_entry_on()
    {
        using TempFolder folder = new();
        using JournalFile journal = JournalFile.OpenFolder(folder.Path, () => JournalId.Parse("j"));
        Append(journal, Clock("2026-10-01T00:00:00Z", ClockFloor.None), entries: 1);
        Append(journal, Clock("2026-10-20T00:00:00Z", CabinetBoot.FloorOf(journal)), entries: 1);
        Assert.Equal(ClockQuality.Unset, Clock("2026-11-01T00:00:01Z", CabinetBoot.FloorOf(journal)).Health.Quality);
    }

    /// <summary>No entry says the hour there, and a battery clock that went back by half a day would pass for right.</summary>
    [Fact]
    public async Task An_idle_cabinet_keeps_the_hour_once_an_hour_and_writes_nothing_between()
    {
        using TempFolder folder = new();
        using JournalFile journal = JournalFile.OpenFolder(folder.Path, () => JournalId.Parse("j"));
        ManualTime time = new(Last);
        CabinetClock clock = new(time, "boot", ClockFloor.None);
        Append(journal, clock, entries: 1);
        using SqliteConnection other = new($"Data Source={folder.At("journal.db")};Pooling=False");
        await other.OpenAsync(TestContext.Current.CancellationToken);
        int writes = 0;
        long version = Version(other);
        for (int minute = 0; minute < 24 * 60; minute++)
        {
            time.Advance(TimeSpan.FromMinutes(1));
            journal.Kept.KeepHour(clock.Moment(offline: true));
            (writes, version) = Version(other) is var now && now != version ? (writes + 1, now) : (writes, version);
        }

        Assert.Equal((24, 1), (writes, journal.LastSequence));
        Assert.Equal(new ClockFloor(Last.AddDays(1), Last), CabinetBoot.FloorOf(journal));
        Assert.Equal(ClockQuality.Unset, Clock("2026-10-01T12:00:00Z", CabinetBoot.FloorOf(journal)).Health.Quality);
    }

    [Fact]
    public async Task The_loop_keeps_the_hour()
    {
        using TempFolder folder = new();
        using JournalFile journal = JournalFile.OpenFolder(folder.Path, () => JournalId.Parse("j"));
        ManualTime time = new(Last);
        CabinetParts parts = new(Models.Find("SDL-24-CH")!, journal, new CabinetClock(time, "boot", ClockFloor.None));
        System.Threading.Channels.Channel<CabinetInput> inbox = CabinetLoop.NewInbox();
        CabinetLoop loop = new(parts, CabinetBoot.Recover(parts, "1.0"), inbox, new Idle(), NullLogger<CabinetLoop>.Instance);
        parts.Clock.ServerSaid(Last);
        time.Advance(TimeSpan.FromHours(3));
        inbox.Writer.TryWrite(new CabinetInput.Tick());
        inbox.Writer.Complete();
        await loop.RunAsync(TestContext.Current.CancellationToken);
        Assert.Equal(Last.AddHours(3), journal.Kept.Clock().Seen);
    }

    [Fact]
    public void Without_a_restart_too_the_servers_word_is_its_own_for_an_hour_and_trusted_for_a_month()
    {
        ManualTime time = new(Last);
        CabinetClock clock = new(time, "boot", ClockFloor.None);
        clock.ServerSaid(Last);
        Assert.Same(clock.Health, clock.Health);
        time.Advance(TimeSpan.FromHours(1.1));
        Assert.Equal(ClockQuality.Holdover, clock.Health.Quality);
        Assert.Equal(Last.AddHours(1.1), clock.Health.UtcAt(clock.Now));
        time.Advance(TimeSpan.FromDays(29));
        Assert.Equal(ClockQuality.Holdover, clock.Health.Quality);
        time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(ClockQuality.Unset, clock.Health.Quality);
        EntryMomentIs(clock, Last.AddHours(1.1).AddDays(30), ClockQuality.Unset);
        clock.ServerSaid(Last.AddDays(31));
        Assert.Equal(ClockQuality.Synced, clock.Health.Quality);
    }

    /// <summary>Another one after each commit of somebody else's.</summary>
    private static long Version(SqliteConnection other)
    {
        using SqliteCommand command = other.CreateCommand();
        command.CommandText = "PRAGMA data_version";
        return (long)command.ExecuteScalar()!;
    }

    private sealed class Idle : IEffectRunner
    {
        public CabinetInput? Run(CabinetEffect effect) => null;
        public void Recorded() { }
        public void ReadAllDoors() { }
    }

    private static void Append(JournalFile journal, CabinetClock clock, int entries) => journal.Append(
        [.. Enumerable.Repeat(new Fact.SignedOut("v"), entries)], clock.Moment(offline: true));

    private static CabinetClock Clock(string now, ClockFloor floor) =>
        new(new ManualTime(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture)), "boot", floor);

    private static void EntryMomentIs(CabinetClock clock, DateTimeOffset at, ClockQuality quality)
    {
        Agent.Journal.EntryMoment moment = clock.Moment(offline: true);
        Assert.Equal((at, quality), (moment.RecordedAt, moment.ClockQuality));
    }

    /// <summary>Its wall clock can be set; its monotonic one cannot.</summary>
    private sealed class JumpingTime : TimeProvider
    {
        private readonly ManualTime _time = new();
        private TimeSpan _jumped;

        public override long TimestampFrequency => _time.TimestampFrequency;
        public override long GetTimestamp() => _time.GetTimestamp();
        public override DateTimeOffset GetUtcNow() => _time.GetUtcNow() + _jumped;
        public void Jump(TimeSpan by) => _jumped += by;
        public void Advance(TimeSpan by) => _time.Advance(by);
    }
}
