using Microsoft.Data.Sqlite;
using SmartLocker.Server.Storage.Sqlite;

namespace SmartLocker.Storage.Compliance;

/// <summary>What is asked at every change must not cost more with every year of history.</summary>
public sealed class PlanTests
{
    [Fact]
    public void What_changed_since_a_cursor_is_searched_for_and_never_scanned()
    {
        string connectionString = SqliteFixture.File();
        using SqliteLedger ledger = new(connectionString);
        using SqliteConnection connection = new(connectionString);
        connection.Open();
        using SqliteCommand explain = connection.CreateCommand();
        explain.CommandText = $"EXPLAIN QUERY PLAN {SqliteViews.ChangedStreams}";
        explain.Parameters.AddWithValue("@1", 1);
        List<string> plan = [];
        using (SqliteDataReader reader = explain.ExecuteReader())
        {
            while (reader.Read()) { plan.Add(reader.GetString(3)); }
        }

        Assert.Contains(plan, step => step.StartsWith("SEARCH", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, step => step.StartsWith("SCAN", StringComparison.Ordinal));
    }
}
