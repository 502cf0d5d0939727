using SmartLocker.Server.Storage;
using SmartLocker.Server.Storage.Sqlite;

namespace SmartLocker.Storage.Compliance;

/// <summary>Forward only, each step once, and never by a program that is older than the database.</summary>
public sealed class MigrationTests
{
    [Fact]
    public async Task Every_step_leads_to_the_same_database_wherever_it_began()
    {
        string whole = SqliteFixture.File();
        new SqliteLedger(whole).Dispose();
        for (int reached = 0; reached <= Migrator.Newest; reached++)
        {
            string stepwise = SqliteFixture.File();
            using (SqlLane lane = Open(stepwise)) { Migrator.BringUp(lane, reached); }

            using (SqliteLedger ledger = new(stepwise)) { Assert.Empty(await Verify.Fold(ledger)); }

            Assert.Equal(Schema(whole), Schema(stepwise));
        }
    }

    [Fact]
    public void Opening_again_changes_nothing()
    {
        string connection = SqliteFixture.File();
        new SqliteLedger(connection).Dispose();
        string[] before = Schema(connection);
        new SqliteLedger(connection).Dispose();
        Assert.Equal(before, Schema(connection));
    }

    [Fact]
    public void A_database_of_a_newer_program_is_refused()
    {
        string file = SqliteFixture.File();
        new SqliteLedger(file).Dispose();
        using (SqlLane lane = Open(file))
        {
            new SqlSession(lane, null).Run(
                "INSERT INTO migration (number, name) VALUES (@1, 'migrations/9999_future.sql')", Migrator.Newest + 1);
        }

        Assert.Throws<InvalidOperationException>(() => new SqliteLedger(file));
    }

    [Fact]
    public void A_file_is_kept_durable_at_every_commit()
    {
        string file = SqliteFixture.File();
        using SqliteLedger ledger = new(file);
        using SqlLane lane = Open(file);
        Assert.Equal("wal", new SqlSession(lane, null).Scalar("PRAGMA journal_mode"));
    }

    private static SqlLane Open(string connectionString)
    {
        SQLitePCL.Batteries_V2.Init();
        return new SqlLane(connectionString);
    }

    private static string[] Schema(string file)
    {
        using SqlLane lane = Open(file);
        return
        [
            .. new SqlSession(lane, null).List(
                row => row.GetString(0), "SELECT coalesce(sql, name) FROM sqlite_master ORDER BY name"),
        ];
    }
}
