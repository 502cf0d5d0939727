using System.Globalization;
using System.Reflection;
using Microsoft.Data.Sqlite;

namespace SmartLocker.Firmware.Agent.Journal;

/// <summary>
/// Brings a journal file to the tables that this program knows, and back: numbered scripts, each in one
/// transaction.
/// </summary>
public static class JournalSchema
{
    public const int Newest = 2;

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
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        using SqliteCommand command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = string.Create(CultureInfo.InvariantCulture, $"{script}\nPRAGMA user_version = {version};");
        command.ExecuteNonQuery();
        transaction.Commit();
    }

    private static string Script(int number, string direction)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"{number:D4}_{direction}.sql");
        using Stream? script = Assembly.GetExecutingAssembly().GetManifestResourceStream(name);
        using StreamReader reader = new(script ?? throw new InvalidOperationException($"The program lacks its script {name}."));
        return reader.ReadToEnd();
    }
}
