using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace SmartLocker.Server.Storage.Sqlite;

/// <summary>One connection with the statements it has prepared. One thread at a time.</summary>
internal sealed class SqlLane : IDisposable
{
    /// <summary>Questions with a changing number of parameters must not pile up.</summary>
    private const int StatementsMax = 200;

    private readonly Dictionary<string, SqliteCommand> _idle = new(StringComparer.Ordinal);

    public SqlLane(string connectionString)
    {
        Connection = new SqliteConnection(connectionString);
        Connection.Open();
    }

    public SqliteConnection Connection { get; }

    /// <summary>Taken out while it runs, so a statement that is asked within itself gets another.</summary>
    [SuppressMessage("Security", "CA2100", Justification = "The statements are constants of this folder; values are parameters.")]
    public SqliteCommand Take(string sql, int parameters)
    {
        if (_idle.Remove(sql, out SqliteCommand? known)) { return known; }

        SqliteCommand command = Connection.CreateCommand();
        command.CommandText = sql;
        for (int index = 1; index <= parameters; index++)
        {
            command.Parameters.Add(new SqliteParameter($"@{index}", DBNull.Value));
        }

        return command;
    }

    public void GiveBack(SqliteCommand command)
    {
        command.Transaction = null;
        if (_idle.Count >= StatementsMax || !_idle.TryAdd(command.CommandText, command)) { command.Dispose(); }
    }

    public void Dispose()
    {
        foreach (SqliteCommand command in _idle.Values) { command.Dispose(); }

        Connection.Dispose();
    }
}
