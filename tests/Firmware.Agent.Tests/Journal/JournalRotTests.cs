using Google.Protobuf.WellKnownTypes;
using Microsoft.Data.Sqlite;
using SmartLocker.Disks;
using SmartLocker.Firmware.Agent.Journal;
using SmartLocker.Firmware.Agent.Link;
using SmartLocker.Firmware.Agent.Running;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Desired;
using SmartLocker.Firmware.Core.Faults;
using SmartLocker.Firmware.Core.Journal;
using SmartLocker.Firmware.Core.Link;
using SmartLocker.HardwareSpecs;
using SmartLocker.TestKit;
using JournalFile = SmartLocker.Firmware.Agent.Journal.Journal;
using V1 = SmartLocker.Contracts.V1;

namespace SmartLocker.Firmware.Agent.Tests.Journal;

/// <summary>What a rotting disk does to a journal is found, by name, and never taken for what was written.</summary>
public sealed class JournalRotTests : IDisposable
{
    private const string Name = "journal.db";

    private static readonly EntryMoment Moment = new(
        "boot-1", new Uptime(TimeSpan.FromSeconds(1.5)), new DateTimeOffset(2026, 10, 2, 1, 2, 3, TimeSpan.Zero),
        ClockQuality.Holdover, Offline: true);

    private static int _disks;

    private readonly TempFolder _folder = new();
    private readonly TempFolder _copy = new();

    public void Dispose()
    {
        _folder.Dispose();
        _copy.Dispose();
    }

    /// <summary>The log ends at the first frame that does not fit: the database opens, shorter, and says nothing.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_byte_that_rots_in_the_log_does_not_cut_off_entries_unseen(bool knowsHowFar)
    {
        using JournalFile journal = JournalFile.OpenFolder(_folder.Path, Id);
        for (int entry = 0; entry < 20; entry++) { journal.Append([EveryFact.All[0]], Moment); }

        foreach (string file in new[] { Name, "journal.db-wal", knowsHowFar ? "journal.head" : "" }.Where(one => one.Length > 0))
        {
            File.Copy(_folder.At(file), _copy.At(file));
        }

        byte[] log = File.ReadAllBytes(_copy.At("journal.db-wal"));
        log[^10_000] ^= 1;
        File.WriteAllBytes(_copy.At("journal.db-wal"), log);
        if (knowsHowFar)
        {
            Assert.Equal(
                JournalProblem.ShorterThanWritten,
                Assert.Throws<JournalBrokenException>(() => JournalFile.OpenFolder(_copy.Path, Id)).Problem);
        }
        else
        {
            using JournalFile shorter = JournalFile.OpenFolder(_copy.Path, Id);
            Assert.InRange(shorter.LastSequence, 1, 19);
        }
    }

    /// <summary>After a power cut it may be of any age, or torn; another journal's says nothing about this one.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("no head\n")]
    [InlineData("j\n0000000000000000099\n00\n")]
    [InlineData("j\n0000000000000000099\n0000000000000000000000000000000000000000000000000000000000000000\n")]
    [InlineData("other")]
    public void A_head_that_cannot_be_believed_says_nothing(string head)
    {
        using (JournalFile journal = JournalFile.OpenFolder(_folder.Path, Id)) { journal.Append([EveryFact.All[0]], Moment); }

        if (head == "other")
        {
            using JournalFile other = JournalFile.OpenFolder(_copy.Path, () => JournalId.Parse("k"));
            other.Append([.. Enumerable.Repeat(EveryFact.All[0], 9)], Moment);
            File.Copy(_copy.At("journal.head"), _folder.At("journal.head"), overwrite: true);
        }
        else
        {
            File.WriteAllText(_folder.At("journal.head"), head);
        }

        using JournalFile again = JournalFile.OpenFolder(_folder.Path, Id);
        Assert.Equal(1, again.LastSequence);
    }

    /// <summary>It is a hint: a folder in its place, or a disk that refuses it, keeps no cabinet from starting.</summary>
    [Fact]
    public void A_head_that_the_disk_does_not_give_says_nothing_and_stops_nothing()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "journal.head"));
        using JournalFile journal = JournalFile.OpenFolder(_folder.Path, Id);
        journal.Append([EveryFact.All[0]], Moment);
        Assert.Equal(1, journal.LastSequence);
    }

    /// <summary>One bit anywhere in the file: what is found is what was written, or it is named.</summary>
    [Fact]
    public void Whatever_byte_of_the_database_rots_nothing_is_taken_for_what_it_is_not()
    {
        const int Stride = 23;
        using CrashDisk disk = Disk();
        JournalPicture written = Write(disk);
        (int same, int named, int damaged) = (0, 0, 0);
        for (long offset = 0; offset < disk.SizeOf(Name); offset += Stride)
        {
            using CrashDisk rotten = disk.Copy(NextName());
            rotten.Rot(Name, offset, mask: 0x04);
            try
            {
                using JournalFile journal = Open(rotten);
                JournalPicture found = JournalPicture.Of(journal);
                (same, damaged) = journal.Kept.Damaged.IsEmpty ? (same + 1, damaged) : (same, damaged + 1);
                JournalPicture safe = written with
                {
                    Desired = journal.Kept.Damaged.Contains("desired state") ? 0 : written.Desired,
                    Acked = journal.Kept.Damaged.Contains("acknowledgement") ? 0 : written.Acked,
                };
                Assert.True(safe.IsFoundAs(found), $"byte {offset}: {found}");
                long next = journal.Append([EveryFact.All[0]], Moment)[0].Sequence; // The rotten page may lead astray.
                Assert.Equal(next, journal.ReadAll().Last().Sequence);
                Assert.Equal(next, journal.ReadFrom(next)[0].Sequence);
            }
            catch (Exception refused) when (refused is JournalBrokenException or JournalReadException or JournalWriteException)
            {
                named++;
            }
        }

        Assert.True(same > 0 && named > 0 && damaged > 0, $"{same} the same, {named} refused, {damaged} damaged");
    }

    /// <summary>By the database itself: a search for a number may miss what is there.</summary>
    [Fact]
    public void A_row_that_rotted_to_another_number_makes_the_file_unreadable()
    {
        StoredEntry tenth;
        using (JournalFile journal = JournalFile.OpenFolder(_folder.Path, Id))
        {
            journal.Append([.. Enumerable.Repeat(EveryFact.All[0], 20)], Moment);
            journal.Kept.KeepAck(20);
            journal.Checkpoint();
            tenth = journal.ReadFrom(10, 1)[0];
        }

        byte[] file = File.ReadAllBytes(_folder.At(Name));
        int values = file.AsSpan().IndexOf([.. tenth.PreviousHash, .. tenth.Record]);
        int number = file.AsSpan(0, values).LastIndexOf((byte)10);
        Assert.Equal(values - number - 1, file[number + 1]); // Before its header, which says how long it is.
        file[number] ^= 0x40;
        File.WriteAllBytes(_folder.At(Name), file);
        Assert.Equal(
            JournalProblem.Unreadable,
            Assert.Throws<JournalBrokenException>(() => JournalFile.OpenFolder(_folder.Path, Id)).Problem);
    }

    [Theory]
    [InlineData("UPDATE desired SET document = CAST(document || x'00' AS BLOB)", "desired state")]
    [InlineData("UPDATE desired SET document = x'ff'", "desired state")]
    [InlineData("UPDATE desired SET document = 'text'", "desired state")]
    [InlineData("UPDATE meta SET name = 'highest_epocj' WHERE name = 'highest_epoch'", "epoch")]
    [InlineData("UPDATE ack SET up_to = 3", "acknowledgement")]
    [InlineData("UPDATE ack SET up_to = 1", "acknowledgement")]
    [InlineData("UPDATE meta SET value = '6' WHERE name = 'highest_epoch'", "epoch")]
    [InlineData("UPDATE meta SET value = 'x' WHERE name = 'highest_epoch'", "epoch")]
    [InlineData("UPDATE epoch SET highest = '6'", "epoch")]
    [InlineData("UPDATE epoch SET highest = CAST('7' AS BLOB)", "epoch")]
    [InlineData("UPDATE epoch SET hash = x'00'", "epoch")]
    [InlineData("UPDATE meta SET value = '2036-10-02T01:02:03.0000000+00:00' WHERE name = 'clock_since'", "hour")]
    [InlineData("UPDATE meta SET value = 'x' WHERE name = 'clock_since'", "hour")]
    [InlineData("UPDATE meta SET value = '2026-10-01T01:02:03.0000000+00:00' WHERE name = 'clock_seen'", "hour")]
    public void What_is_kept_beside_the_entries_counts_as_not_kept_when_it_is_not_what_was_written(string change, string what)
    {
        using CrashDisk disk = Disk();
        Write(disk);
        Sql(disk, change);
        using JournalFile journal = Open(disk);
        Assert.Equal([what], journal.Kept.Damaged);
        Assert.Equal(what == "desired state", journal.Kept.Desired() is null);
        Assert.Equal(what == "acknowledgement" ? 0 : 2, journal.Kept.Ack());
        Assert.Equal(7, journal.Kept.HighestEpoch()); // It is kept twice.
        Assert.Equal(what == "hour", journal.Kept.Clock().IsLost);
    }

    /// <summary>Whoever forgot its epoch would follow a server that was put back, and its numbers would come again.</summary>
    [Fact]
    public void An_epoch_that_rotted_is_asked_for_by_its_copy_and_whole_again_after_the_next_welcome()
    {
        using CrashDisk disk = Disk();
        Write(disk);
        Sql(disk, "UPDATE meta SET value = '3' WHERE name = 'highest_epoch'");
        using (JournalFile journal = Open(disk))
        {
            LinkSession session = new(journal, new LinkIdentity("m", 1, "1.0", "boot"), null, journal.Kept.HighestEpoch());
            Assert.Equal(7UL, session.Next()!.Hello.HighestEpochSeen);
            Assert.Throws<FormatException>(() => session.Receive(Welcome(7)));
            session.Receive(Welcome(8));
            journal.Kept.KeepEpoch(session.Epoch);
        }

        using JournalFile again = Open(disk);
        Assert.Empty(again.Kept.Damaged);
        Assert.Equal(8, again.Kept.HighestEpoch());
        V1.ServerFrame Welcome(ulong epoch) => new()
        {
            Welcome = new V1.Welcome
            {
                Epoch = epoch,
                AckedUpTo = 2,
                Journal = V1.JournalStanding.Accepted,
                ServerTime = Timestamp.FromDateTimeOffset(Moment.RecordedAt),
            },
        };
    }

    [Fact]
    public void An_epoch_of_which_no_copy_is_left_is_said_to_be_damaged()
    {
        using CrashDisk disk = Disk();
        Write(disk);
        Sql(disk, "UPDATE meta SET value = '3' WHERE name = 'highest_epoch'; UPDATE epoch SET highest = '3'");
        using JournalFile journal = Open(disk);
        Assert.Equal((0, "epoch"), (journal.Kept.HighestEpoch(), journal.Kept.Damaged.Single()));
    }

    /// <summary>R-17: nobody knows how long it went by itself, and a month anew at every rot is a month without an end.</summary>
    [Theory]
    [InlineData("clock_since")]
    [InlineData("clock_seen")]
    public void A_clock_whose_hour_has_rotted_is_not_trusted_until_the_server_has_said_the_time(string row)
    {
        using CrashDisk disk = Disk();
        Write(disk);
        Sql(disk, $"UPDATE meta SET value = '2026-10-02T01:02:04.0000000+00:00' WHERE name = '{row}'");
        using (JournalFile journal = Open(disk))
        {
            CabinetClock clock = Clock(journal);
            journal.Append([EveryFact.All[0]], clock.Moment(offline: true));
            journal.Kept.KeepHour(clock.Moment(offline: true));
            Assert.Equal(ClockQuality.Unset, clock.Health.Quality);
        }

        using (JournalFile journal = Open(disk)) // A start alone mends nothing.
        {
            CabinetClock clock = Clock(journal);
            Assert.Equal(ClockQuality.Unset, clock.Health.Quality);
            clock.ServerSaid(Moment.RecordedAt.AddHours(3));
            Assert.Equal(ClockQuality.Synced, clock.Health.Quality);
            journal.Append([EveryFact.All[0]], clock.Moment(offline: false));
        }

        using JournalFile mended = Open(disk);
        Assert.Empty(mended.Kept.Damaged);
        Assert.Equal(ClockQuality.Holdover, Clock(mended).Health.Quality);
        static CabinetClock Clock(JournalFile journal) =>
            new(new ManualTime(Moment.RecordedAt.AddHours(4)), "boot", CabinetBoot.FloorOf(journal));
    }

    [Fact]
    public void Rows_of_a_program_that_kept_no_checks_are_believed()
    {
        using CrashDisk disk = Disk();
        Write(disk);
        Sql(disk, "UPDATE desired SET hash = NULL; UPDATE ack SET hash = NULL; UPDATE meta SET hash = NULL");
        using JournalFile journal = Open(disk);
        Assert.Empty(journal.Kept.Damaged);
        Assert.Equal((2, 7, 5), (journal.Kept.Ack(), journal.Kept.HighestEpoch(), journal.Kept.Desired()!.Version));
    }

    /// <summary>The disk of a larger cabinet was put in: nothing may fall over a door that is not there.</summary>
    [Fact]
    public void A_journal_that_tells_of_doors_which_are_not_here_is_another_cabinets()
    {
        using CrashDisk disk = Disk();
        using JournalFile journal = Open(disk);
        CabinetClock clock = new(new ManualTime(), "boot", ClockFloor.None);
        journal.Append([new Fact.FaultRaised(FaultName.ForcedOpen, 40, "opened without a release")], clock.Moment(offline: true));
        CabinetParts parts = new(Models.Find("SDL-24-CH")!, journal, clock);
        JournalBrokenException refused = Assert.Throws<JournalBrokenException>(() => CabinetBoot.Recover(parts, "1.0"));
        Assert.Equal(JournalProblem.OtherModel, refused.Problem);
        Assert.Equal(1, journal.LastSequence);
    }

    [Fact]
    public void A_cabinet_says_that_something_was_damaged_until_the_server_has_said_it_anew()
    {
        using CrashDisk disk = Disk();
        Write(disk);
        Sql(disk, "UPDATE desired SET document = x'ff'");
        using JournalFile journal = Open(disk);
        CabinetClock clock = new(new ManualTime(), "boot", ClockFloor.None);
        CabinetParts parts = new(Models.Find("SDL-24-CH")!, journal, clock);
        CabinetState state = CabinetBoot.Recover(parts, "1.0");
        Assert.Equal(0, state.Desired.Version);
        Assert.True(state.Holdings.HasFault(FaultName.KeptStateDamaged, 0));
        Assert.Equal(journal.Held.Digest(), state.Holdings.Digest());

        state = Step(new CabinetInput.LinkWelcomed(8, 2, JournalStanding.Accepted) { StateFollows = true });
        Assert.True(state.Holdings.HasFault(FaultName.KeptStateDamaged, 0));
        state = Step(new CabinetInput.DesiredReceived(new DesiredChange.Full(World.Desired(9))));
        Assert.False(state.Holdings.HasFault(FaultName.KeptStateDamaged, 0));
        CabinetState Step(CabinetInput input) => CabinetCore.Step(state, input, clock.Step(), parts.Model).Next;
    }

    /// <summary>A person replaces a disk, makes room, or decides about a journal: three different errands.</summary>
    [Theory]
    [InlineData(DiskError.Full)]
    [InlineData(DiskError.Failing)]
    public void A_full_disk_and_a_failing_one_are_not_called_unreadable_at_the_start(DiskError error)
    {
        List<string> said = [];
        for (int operation = 1, opened = 0; opened == 0; operation++)
        {
            using CrashDisk disk = Disk();
            disk.FailAt(operation, error, forGood: true);
            try
            {
                using JournalFile journal = Open(disk);
                opened++;
            }
            catch (JournalWriteException)
            {
                said.Add("writes nothing");
            }
            catch (JournalBrokenException broken)
            {
                Assert.True(broken.Problem is JournalProblem.DiskFailing, broken.Message);
                said.Add("fails");
            }
        }

        Assert.Contains(error is DiskError.Full ? "writes nothing" : "fails", said);
    }

    [Fact]
    public void A_disk_that_is_gone_while_the_program_runs_is_the_journals_own_error_whoever_asks()
    {
        using CrashDisk disk = Disk();
        Write(disk);
        using JournalFile journal = Open(disk);
        disk.Kill();
        Assert.Throws<JournalReadException>(() => journal.Kept.Ack());
        Assert.Throws<JournalReadException>(() => journal.Size());
        Assert.Throws<JournalReadException>(() => journal.Kept.HighestEpoch());
        Assert.Throws<JournalReadException>(() => journal.Kept.Desired());
        Assert.Throws<JournalWriteException>(() => journal.Append([EveryFact.All[0]], Moment));
        Assert.Throws<JournalWriteException>(() => journal.Append([EveryFact.All[0]], Moment)); // Its tail is read anew now.
        Assert.Throws<JournalWriteException>(() => journal.Kept.KeepAck(3));
        Assert.False(journal.Probe());
        Assert.Equal(100, new JournalGauge(journal).UsedPercent());
    }

    private static JournalId Id() => JournalId.Parse("j");

    private static string NextName() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"rot-{Interlocked.Increment(ref _disks)}");

    private static CrashDisk Disk() => new(NextName());

    private static JournalFile Open(CrashDisk disk) => JournalFile.Open(disk.ConnectionString(Name), Id);

    private static JournalPicture Write(CrashDisk disk)
    {
        using JournalFile journal = Open(disk);
        journal.Append([.. EveryFact.All.Take(3)], Moment);
        journal.Kept.KeepAck(2);
        journal.Kept.KeepEpoch(7);
        journal.Kept.KeepDesired(World.Desired(5));
        return JournalPicture.Of(journal);
    }

    private static void Sql(CrashDisk disk, string text)
    {
        using SqliteConnection connection = new(disk.ConnectionString(Name));
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }
}
