using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using SmartLocker.Firmware.Agent.Journal;
using SmartLocker.Firmware.Agent.Journal.Opening;
using SmartLocker.Firmware.Core.Desired;
using SmartLocker.Firmware.Core.Journal;
using JournalFile = SmartLocker.Firmware.Agent.Journal.Journal;

namespace SmartLocker.Firmware.Agent.Tests.Journal;

public sealed class JournalTests : IDisposable
{
    private static readonly EntryMoment Moment = new(
        "boot-1", new Uptime(TimeSpan.FromSeconds(1.5)), new DateTimeOffset(2026, 10, 2, 1, 2, 3, TimeSpan.Zero),
            ClockQuality.Holdover, Offline: true);

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_appended_is_there_after_a_reopening_in_order_and_chained()
    {
        JournalId id;
        using (JournalFile journal = Open())
        {
            id = journal.Id;
            Assert.Equal([1, 2], journal.Append(EveryFact.All.Take(2).ToList(), Moment).Select(entry => entry.Sequence));
            journal.Append(EveryFact.All.Skip(2).ToList(), Moment);
        }

        using JournalFile again = Open();
        Assert.Equal(id, again.Id);
        Assert.Equal(EveryFact.All.Select(FactWire.Write), again.ReadAll().Select(entry => FactWire.Write(entry.Fact)));
        Assert.All(again.ReadAll(), entry => Assert.Equal(Moment, new EntryMoment(
            entry.BootId, entry.Uptime, entry.RecordedAt, entry.ClockQuality, entry.Offline)));
        ImmutableArray<byte> previous = StoredEntry.NoHash;
        foreach (StoredEntry entry in again.ReadFrom(1))
        {
            Assert.Equal(previous, entry.PreviousHash);
            Assert.Equal(SHA256.HashData([.. previous, .. entry.Record]), entry.Hash);
            previous = entry.Hash;
        }

        Assert.Equal(EveryFact.All.Count, again.LastSequence);
        Assert.Equal(previous, again.LastHash);
    }

    [Theory]
    [InlineData("UPDATE entry SET record = record || x'00' WHERE sequence = 2", JournalProblem.ChainBroken)]
    [InlineData("UPDATE entry SET hash = zeroblob(32) WHERE sequence = 3", JournalProblem.ChainBroken)]
    [InlineData("UPDATE entry SET previous_hash = zeroblob(32) WHERE sequence = 3", JournalProblem.ChainBroken)]
    [InlineData("DELETE FROM entry WHERE sequence = 2", JournalProblem.Gap)]
    [InlineData("DELETE FROM entry WHERE sequence = 1", JournalProblem.Gap)]
    [InlineData("DELETE FROM entry WHERE sequence = 3", JournalProblem.ShorterThanAcked)]
    [InlineData("UPDATE meta SET value = 'another' WHERE name = 'journal_id'", JournalProblem.RecordMisplaced)]
    [InlineData("PRAGMA user_version = 99", JournalProblem.SchemaTooNew)]
    public void A_journal_that_somebody_changed_is_refused_by_name(string change, JournalProblem problem)
    {
        using (JournalFile journal = Open())
        {
            journal.Append(EveryFact.All.Take(3).ToList(), Moment);
            journal.Kept.KeepAck(3);
        }

        Sql(change);
        Assert.Equal(problem, Assert.Throws<JournalBrokenException>(Open).Problem);
    }

    [Fact]
    public void One_flipped_bit_anywhere_in_a_record_is_found()
    {
        using (JournalFile journal = Open())
        {
            journal.Append(EveryFact.All.Take(3).ToList(), Moment);
        }

        StoredEntry[] entries;
        using (JournalFile journal = Open())
        {
            entries = [.. journal.ReadFrom(1)];
        }

        JournalId id = EntryWire.PlaceOf(entries[0].Record.AsSpan()).Journal;
        for (int bit = 0; bit < entries[1].Record.Length * 8; bit++)
        {
            byte[] record = [.. entries[1].Record];
            record[bit / 8] ^= (byte)(1 << (bit % 8));
            StoredEntry[] flipped = [entries[0], entries[1] with { Record = [.. record] }, entries[2]];
            Assert.Throws<JournalBrokenException>(() => JournalChain.Verify(flipped, id, 0));
        }
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused_by_name()
    {
        File.WriteAllText(_folder.At("journal.db"), new string('x', 10_000));
        Assert.Equal(JournalProblem.Unreadable, Assert.Throws<JournalBrokenException>(Open).Problem);
    }

    [Fact]
    public void A_second_agent_on_the_folder_is_refused_until_the_first_is_gone()
    {
        using (Open())
        {
            Assert.Throws<JournalHeldException>(Open);
        }

        using JournalFile again = Open();
        Assert.Equal(0, again.LastSequence);
    }

    [Fact]
    public void When_the_disk_refuses_nothing_is_on_record_and_later_it_goes_on_without_a_gap()
    {
        using JournalFile journal = Open();
        journal.Append([EveryFact.All[0]], Moment);
        Sql("CREATE TRIGGER full BEFORE INSERT ON entry WHEN NEW.sequence = 3 BEGIN SELECT RAISE(ABORT, 'disk full'); END");
        Assert.Throws<JournalWriteException>(() => journal.Append(EveryFact.All.Take(3).ToList(), Moment));
        Assert.Equal(1, journal.LastSequence);
        Assert.Single(journal.ReadAll());

        Sql("DROP TRIGGER full");
        journal.Append(EveryFact.All.Take(3).ToList(), Moment);
        Assert.Equal([1, 2, 3, 4], journal.ReadAll().Select(entry => entry.Sequence));
    }

    [Fact]
    public void The_ack_only_rises_and_never_beyond_the_last_entry()
    {
        using JournalFile journal = Open();
        journal.Append(EveryFact.All.Take(5).ToList(), Moment);
        foreach (long upTo in new long[] { 3, 2, 6 })
        {
            journal.Kept.KeepAck(upTo);
            Assert.Equal(3, journal.Kept.Ack());
        }
    }

    [Fact]
    public void Desired_state_and_the_highest_epoch_outlive_a_restart()
    {
        using (JournalFile journal = Open())
        {
            Assert.Null(journal.Kept.Desired());
            journal.Kept.KeepDesired(World.Desired(version: 7));
            journal.Kept.KeepEpoch(12);
        }

        using JournalFile again = Open();
        Assert.Equal(12, again.Kept.HighestEpoch());
        DesiredState kept = again.Kept.Desired()!;
        Assert.Equal(Agent.Link.DesiredWire.ToDocument(World.Desired(version: 7)), Agent.Link.DesiredWire.ToDocument(kept));
        Assert.Equal(World.Ann, Assert.Single(kept.People).Key);
    }

    [Fact]
    public void The_schema_goes_up_and_down_and_up_again()
    {
        using (Open())
        {
            // Born with the newest schema.
        }

        using SqliteConnection connection = Connect();
        Assert.Equal(JournalSchema.Newest, JournalSchema.VersionOf(connection));
        JournalSchema.Migrate(connection, target: 0);
        Assert.Equal(0, Tables(connection));
        JournalSchema.Migrate(connection);
        Assert.Equal(6, Tables(connection));
    }

    /// <summary>
    /// As a simulated world uses it: no file, yet what was kept survives the object while any connection is
    /// open.
    /// </summary>
    [Fact]
    public void A_journal_in_memory_is_reopened_while_a_connection_holds_it()
    {
        const string Shared = "Data Source=journal-test;Mode=Memory;Cache=Shared";
        SQLitePCL.Batteries_V2.Init();
        using SqliteConnection keeper = new(Shared);
        keeper.Open();
        JournalId id;
        using (JournalFile journal = JournalFile.Open(Shared, NewId))
        {
            id = journal.Id;
            journal.Append(EveryFact.All, Moment);
        }

        using JournalFile again = JournalFile.Open(Shared, NewId);
        Assert.Equal((id, EveryFact.All.Count), (again.Id, (int)again.LastSequence));
    }

    [Fact]
    public void The_files_of_a_journal_are_durable_by_the_database_s_own_word()
    {
        using JournalFile journal = Open();
        journal.Append([EveryFact.All[0]], Moment);
        Assert.True(File.Exists(_folder.At("journal.db-wal")));
    }

    private static JournalId NewId() => JournalId.Parse(Guid.NewGuid().ToString());

    private static long Tables(SqliteConnection connection)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM sqlite_master WHERE type = 'table'";
        return (long)command.ExecuteScalar()!;
    }

    private JournalFile Open() => JournalFile.OpenFolder(_folder.Path, NewId);

    private void Sql(string text)
    {
        using SqliteConnection connection = Connect();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }

    private SqliteConnection Connect()
    {
        SqliteConnection connection = new($"Data Source={_folder.At("journal.db")};Pooling=False");
        connection.Open();
        return connection;
    }
}
