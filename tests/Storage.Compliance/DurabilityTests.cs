using Microsoft.Data.Sqlite;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Audit;
using SmartLocker.Server.Storage;
using SmartLocker.Server.Storage.Sqlite;

namespace SmartLocker.Storage.Compliance;

/// <summary>What was acknowledged is there after the power went; what was not is not there at all.</summary>
public sealed class DurabilityTests
{
    private static readonly DateTimeOffset Now = new(2026, 10, 2, 1, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_copy_taken_at_any_moment_holds_every_acknowledged_commit_and_no_half_one()
    {
        string file = new SqliteConnectionStringBuilder(SqliteFixture.File()).DataSource;
        using SqliteLedger ledger = new($"Data Source={file}");
        for (int number = 1; number <= 5; number++)
        {
            Assert.IsType<CommitOutcome.Committed>(await ledger.Commit(Two(number), Now));

            // The power goes here: what the disk holds is the file and its write-ahead log, nobody closed anything.
            string copy = Path.Combine(Directory.CreateTempSubdirectory("copy-").FullName, "ledger.db");
            File.Copy(file, copy);
            File.Copy($"{file}-wal", $"{copy}-wal");
            using SqliteLedger revived = new($"Data Source={copy}");
            Assert.Equal(2 * number, (await revived.Views.Agencies()).Count);
            Assert.Empty(await Verify.Fold(revived));
        }
    }

    [Fact]
    public async Task A_commit_that_loses_on_its_second_stream_leaves_nothing_of_the_first()
    {
        using SqliteLedger ledger = new(SqliteFixture.Memory());
        Assert.IsType<CommitOutcome.Committed>(await ledger.Commit(new Commit { Changes = [Described("B1", 0)] }, Now));
        CommitOutcome outcome = await ledger.Commit(
            new Commit
            {
                Changes = [Described("A1", 0), Described("B1", 0)],
                Refusals = [new RefusalRow(Now, Actor.Server, null, "a.di", "empty", "空檔")],
            },
            Now);
        Assert.Equal(new CommitOutcome.VersionConflict("agency/B1"), outcome);
        Assert.Null(await ledger.FindAgency(AgencyCode.Parse("A1")));
        Assert.Empty(await ledger.Views.Refusals(null, 10));
        Assert.Empty(await Verify.Fold(ledger));
    }

    [Fact]
    public async Task A_write_that_was_never_committed_is_gone_after_the_crash()
    {
        string connection = SqliteFixture.File();
        using (SqliteLedger ledger = new(connection)) { await ledger.Commit(Two(1), Now); }

        SqlLane crashing = new($"{connection};Pooling=False");
        SqliteTransaction open = crashing.Connection.BeginTransaction(deferred: false);
        new SqlSession(crashing, open).Run("DELETE FROM agency");
        crashing.Dispose();

        using SqliteLedger after = new(connection);
        Assert.Equal(2, (await after.Views.Agencies()).Count);
    }

    [Fact]
    public async Task A_one_time_secret_is_handed_out_once()
    {
        using SqliteLedger ledger = new(SqliteFixture.File());
        await ledger.Vault.KeepSecret("enrolment", "code", [1, 2]);
        byte[]?[] taken = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Task.Run(() => ledger.Vault.TakeSecret("enrolment", "code"))));
        Assert.Single(taken, one => one is not null);
    }

    [Fact]
    public async Task Of_many_writers_on_one_version_exactly_one_wins()
    {
        using SqliteLedger ledger = new(SqliteFixture.File());
        CommitOutcome[] outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ =>
            Task.Run(() => ledger.Commit(new Commit { Changes = [Described("A1", 0)] }, Now))));
        Assert.Single(outcomes.OfType<CommitOutcome.Committed>());
        Assert.Empty(await Verify.Fold(ledger));
    }

    [Fact]
    public async Task A_state_that_was_tampered_with_is_found()
    {
        string connection = SqliteFixture.File();
        using SqliteLedger ledger = new(connection);
        await ledger.Commit(Two(1), Now);
        using SqlLane other = new(connection);
        new SqlSession(other, null).Run("UPDATE agency SET state = replace(state, '機關', '別處') WHERE id = 'A1'");
        Assert.Contains("agency/A1", Assert.Single(await Verify.Fold(ledger)), StringComparison.Ordinal);
    }

    private static Commit Two(int number) => new() { Changes = [Described($"A{number}", 0), Described($"B{number}", 0)] };

    private static StreamChange.OfAgency Described(string code, long expected)
    {
        Agency agency = new() { Code = AgencyCode.Parse(code), Name = $"機關 {code}" };
        return new StreamChange.OfAgency(
            expected, agency, [new Recorded<AgencyEvent>(Now, Actor.Server, new AgencyEvent.Described(agency))]);
    }
}
