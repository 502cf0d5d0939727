using Microsoft.Data.Sqlite;
using SmartLocker.Firmware.Agent.Journal;
using SmartLocker.Firmware.Agent.Journal.Checkpoints;
using SmartLocker.Firmware.Agent.Journal.Opening;
using SmartLocker.Firmware.Core.Journal;
using JournalFile = SmartLocker.Firmware.Agent.Journal.Journal;

namespace SmartLocker.Firmware.Agent.Tests.Journal.Checkpoints;

/// <summary>A journal stays bounded and starts soon, and no entry is gone that the server lacks.</summary>
public sealed class JournalKeepingTests : IDisposable
{
    private static readonly Upkeep Small = new(CheckpointEvery: 10, Retained: 5, PruneMax: 4);

    /// <summary>SQLite writes its log back at a thousand pages of 4 KiB, and keeps the file.</summary>
    private const long WriteAheadMax = 5 * 1024 * 1024;

    private static readonly EntryMoment Moment = new(
        "boot-1", new Uptime(TimeSpan.FromSeconds(1.5)), new DateTimeOffset(2026, 10, 2, 1, 2, 3, TimeSpan.Zero),
        ClockQuality.Holdover, Offline: true);

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Any_history_of_appends_acks_upkeep_and_restarts_is_what_the_model_says()
    {
        for (int seed = 1; seed <= 30; seed++)
        {
            using TempFolder folder = new();
            Random chance = new(seed);
            JournalModel model = new();
            JournalFile journal = Open(folder);
            try
            {
                for (int step = 0; step < 150; step++)
                {
                    journal = Step(chance, seed * 1000 + step, journal, model, folder);
                    model.Matches(journal, Small, $"seed {seed}, step {step}");
                }

                Assert.True(seed % 5 != 0 || journal.FirstSequence > 1, $"Nothing was ever pruned under seed {seed}.");
            }
            finally
            {
                journal.Dispose();
            }
        }
    }

    private static JournalFile Step(Random chance, int seed, JournalFile journal, JournalModel model, TempFolder folder)
    {
        switch (chance.Next(12))
        {
            case < 4:
                Fact[] facts = [.. FactsByChance.Some(seed, 1 + chance.Next(6))];
                journal.Append(facts, Moment);
                model.Appended(facts);
                return journal;
            case < 6:
                long upTo = chance.NextInt64(journal.LastSequence + 2);
                journal.Kept.KeepAck(upTo);
                model.Acked(upTo);
                return journal;
            case < 10:
                journal.Tend();
                return journal;
            case 10:
                journal.Checkpoint();
                return journal;
            default:
                journal.Dispose();
                return Open(folder);
        }
    }

    [Fact]
    public void What_the_server_lacks_is_never_deleted_however_old()
    {
        Filled(ackedUpTo: 21);
        using JournalFile journal = Open(_folder);
        journal.Kept.KeepAck(21);
        Tend(journal);
        Assert.Equal((21, 21), (journal.FirstSequence, journal.ReadFrom(21)[0].Sequence));
        Assert.Throws<JournalReadException>(() => journal.ReadFrom(20));
        Assert.Equal(100, journal.LastSequence);

        // Put back to a backup, the server says less than it did: from then on nothing more may go.
        journal.Kept.KeepAck(90);
        journal.Kept.KeepAck(30);
        Tend(journal);
        Assert.Equal(29, journal.FirstSequence);
        journal.Kept.KeepAck(90);
        Tend(journal);
        Assert.Equal(89, journal.FirstSequence); // The older checkpoint stands at 90, and four go at a time.
    }

    [Fact]
    public void Nothing_is_deleted_before_the_server_of_this_start_stands_by_its_ack()
    {
        Filled(ackedUpTo: 0);
        using (JournalFile journal = Open(_folder))
        {
            journal.Kept.KeepAck(100);
        }

        using JournalFile again = Open(_folder);
        Tend(again);
        Assert.Equal(1, again.FirstSequence);
    }

    [Fact]
    public void A_rotten_checkpoint_is_not_believed_and_the_one_before_it_is_enough()
    {
        string digest = Filled(ackedUpTo: 100);
        Sql("UPDATE checkpoint SET document = replace(document, '\"Deposits\":', '\"Deposits\":1') "
            + "WHERE sequence = (SELECT max(sequence) FROM checkpoint)");
        using JournalFile journal = Open(_folder);
        Assert.True(journal.FirstSequence > 1);
        Assert.Equal(digest, journal.Held.Digest());
    }

    [Fact]
    public void Without_any_checkpoint_that_is_believed_the_whole_chain_is_enough_if_it_is_whole()
    {
        string digest = Filled(ackedUpTo: 0);
        Sql("UPDATE checkpoint SET hash = zeroblob(32)");
        using JournalFile journal = Open(_folder);
        Assert.Equal((1, digest), (journal.FirstSequence, journal.Held.Digest()));
    }

    [Theory]
    [InlineData("UPDATE checkpoint SET hash = zeroblob(32)", JournalProblem.CheckpointLost)]
    [InlineData("UPDATE checkpoint SET entry_hash = zeroblob(32)", JournalProblem.CheckpointLost)]
    [InlineData("UPDATE checkpoint SET sequence = sequence + 1", JournalProblem.CheckpointLost)]
    [InlineData("DELETE FROM checkpoint", JournalProblem.CheckpointLost)]
    [InlineData("DELETE FROM entry WHERE sequence > 95", JournalProblem.Gap)]
    [InlineData("DELETE FROM entry WHERE sequence < 94", JournalProblem.Gap)]
    [InlineData("DELETE FROM meta WHERE name = 'pruned_up_to'", JournalProblem.Gap)]
    [InlineData("UPDATE ack SET up_to = 1, hash = NULL", JournalProblem.Gap)]
    [InlineData("UPDATE meta SET value = 'another' WHERE name = 'journal_id'", JournalProblem.CheckpointLost)]
    public void A_pruned_journal_that_somebody_changed_is_refused_by_name(string change, JournalProblem problem)
    {
        Filled(ackedUpTo: 100);
        Sql(change);
        Assert.Equal(problem, Assert.Throws<JournalBrokenException>(() => Open(_folder)).Problem);
    }

    [Fact]
    public void A_checkpoint_of_another_journal_s_entries_is_not_believed()
    {
        string digest = Filled(ackedUpTo: 0);
        using TempFolder other = new();
        using (JournalFile journal = Open(other))
        {
            Grow(journal, 100);
        }

        // Written by the right id over other entries: an old copy of the file, put back in part.
        Sql("UPDATE checkpoint SET entry_hash = zeroblob(32)");
        using JournalFile again = Open(_folder);
        Assert.Equal(digest, again.Held.Digest());
    }

    [Fact]
    public void An_unacknowledged_entry_that_rotted_is_found_though_it_lies_before_the_checkpoint()
    {
        Filled(ackedUpTo: 10);
        Sql("UPDATE entry SET record = record || x'00' WHERE sequence = 12");
        Assert.Equal(JournalProblem.ChainBroken, Assert.Throws<JournalBrokenException>(() => Open(_folder)).Problem);
    }

    /// <summary>Its own hash is right: whoever can write a row can hash it. The entry it stands at is another.</summary>
    [Fact]
    public void A_checkpoint_whose_entry_is_another_is_not_believed()
    {
        string right;
        StoredCheckpoint other;
        using (JournalFile journal = Open(_folder))
        {
            journal.Append([.. FactsByChance.Some(7, 12)], Moment);
            journal.Kept.KeepAck(12);
            journal.Checkpoint();
            right = journal.Held.Digest();
            Holdings forged = Holdings.Empty with { Visit = "forged", Facts = 12 };
            other = StoredCheckpoint.Of(journal.Id, 12, StoredEntry.NoHash, HoldingsDocument.Write(forged));
        }

        using (SqliteConnection connection = new($"Data Source={_folder.At("journal.db")};Pooling=False"))
        {
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "UPDATE checkpoint SET entry_hash = $entry, document = $document, hash = $hash";
            command.Parameters.AddWithValue("$entry", other.EntryHash.ToArray());
            command.Parameters.AddWithValue("$document", other.Document.ToArray());
            command.Parameters.AddWithValue("$hash", other.Hash.ToArray());
            command.ExecuteNonQuery();
        }

        using JournalFile again = Open(_folder);
        Assert.Equal(right, again.Held.Digest());
    }

    [Fact]
    public void When_the_disk_refuses_a_checkpoint_or_a_deletion_nothing_changes_and_later_it_is_done()
    {
        using JournalFile journal = Open(_folder);
        Grow(journal, 12);
        Sql("CREATE TRIGGER full BEFORE INSERT ON checkpoint BEGIN SELECT RAISE(ABORT, 'disk full'); END");
        Assert.Throws<JournalWriteException>(journal.Tend);
        Sql("DROP TRIGGER full");
        Tend(journal);
        Grow(journal, 30);
        journal.Kept.KeepAck(42);
        Sql("CREATE TRIGGER full BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'disk full'); END");
        Assert.Throws<JournalWriteException>(() => Tend(journal));
        Assert.Equal((1, 1), (journal.FirstSequence, journal.ReadFrom(1)[0].Sequence));
        Sql("DROP TRIGGER full");
        Tend(journal);
        Assert.True(journal.FirstSequence > 1);
    }

    [Fact]
    public void A_file_of_the_schema_before_is_brought_up_with_all_it_holds()
    {
        string digest;
        using (JournalFile journal = Open(_folder))
        {
            Grow(journal, 9);
            digest = journal.Held.Digest();
        }

        using (SqliteConnection connection = Connect()) { JournalSchema.Migrate(connection, target: 1); }

        using JournalFile again = Open(_folder);
        Assert.Equal((digest, 9), (again.Held.Digest(), (int)again.LastSequence));
        Fill(again);
        again.Kept.KeepAck(again.LastSequence);
        Tend(again);
        Assert.True(again.FirstSequence > 1);
    }

    /// <summary>I-25: however long the cabinet runs, its file is no larger than what it may keep at one time.</summary>
    [Fact]
    public void The_file_of_a_journal_whose_server_listens_stops_growing()
    {
        List<long> files = [];
        using (JournalFile journal = Open(_folder))
        {
            for (int round = 0; round < 12; round++)
            {
                for (int times = 0; times < 20; times++) { Grow(journal, 25); }

                journal.Kept.KeepAck(journal.LastSequence);
                Tend(journal);
                files.Add(new FileInfo(_folder.At("journal.db")).Length);
                Assert.InRange(new FileInfo(_folder.At("journal.db-wal")).Length, 0, WriteAheadMax);
            }

            Assert.True(journal.Size() < files[^1], "Free pages count as used.");
        }

        Assert.InRange(files.Max(), 1, files[3] + (files[3] / 2));
    }

    /// <summary>100 entries, checkpoints on the way, and what may be pruned is pruned.</summary>
    private string Filled(long ackedUpTo)
    {
        using JournalFile journal = Open(_folder);
        Fill(journal);
        journal.Kept.KeepAck(ackedUpTo);
        Tend(journal);
        return journal.Held.Digest();
    }

    private static void Fill(JournalFile journal)
    {
        for (int tens = 0; tens < 10; tens++)
        {
            Grow(journal, 10);
            Tend(journal);
        }
    }

    private static void Grow(JournalFile journal, int count) =>
        journal.Append([.. FactsByChance.Some((int)journal.LastSequence + 1, count)], Moment);

    private static void Tend(JournalFile journal)
    {
        for (int times = 0; times < 200; times++) { journal.Tend(); }
    }

    private static JournalFile Open(TempFolder folder) =>
        JournalFile.OpenFolder(folder.Path, () => JournalId.Parse(Guid.NewGuid().ToString()), Small);

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
