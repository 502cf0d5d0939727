using System.Globalization;
using System.Reflection;
using Microsoft.Data.Sqlite;

namespace SmartLocker.Firmware.Agent.Journal.Opening;

/// <summary>
/// Brings a journal file to the tables that this program knows, and back: numbered scripts, each in one
/// transaction.
/// </summary>
public static class JournalSchema
{
    public const int Newest = 4;

    /// <exception cref="JournalBrokenException">The file is of a newer program: an older one must not touch it.</exception>
    public static void Migrate(SqliteConnection connection, int target = Newest)
    {
        int version = VersionOf(connection);
        if (version > Newest)
        {
            throw new JournalBrokenException(
                JournalProblem.SchemaTooNew, $"This program knows schema {Newest}, the file has {version}.");
        }

        for (; version < target; version++)
        {
            Apply(connection, Script(version + 1, "up"), version + 1);
        }

        for (; version > target; version--)
        {
            Apply(connection, Script(version, "down"), version - 1);
        }
    }

    public static int VersionOf(SqliteConnection connection)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static void Apply(SqliteConnection connection, string script, int version)
    {
        try
        {
            Run(connection, string.Create(
                CultureInfo.InvariantCulture, $"BEGIN IMMEDIATE;\n{script}\nPRAGMA user_version = {version};\nCOMMIT;"));
        }
        catch (SqliteException)
        {
            Undo(connection);
            throw;
        }
    }

    /// <summary>The failure may have ended the transaction already; what failed is told, not that.</summary>
    private static void Undo(SqliteConnection connection)
    {
        try
        {
            Run(connection, "ROLLBACK");
        }
        catch (SqliteException)
        {
            // Nothing to undo.
        }
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static string Script(int number, string direction)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"{number:D4}_{direction}.sql");
        using Stream? script = Assembly.GetExecutingAssembly().GetManifestResourceStream(name);
        using StreamReader reader = new(script ?? throw new InvalidOperationException($"The program lacks its script {name}."));
        return reader.ReadToEnd();
    }
}
