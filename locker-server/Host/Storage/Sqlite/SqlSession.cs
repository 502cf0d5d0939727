using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace SmartLocker.Server.Storage.Sqlite;

/// <summary>
/// Runs statements with numbered parameters (@1, @2 …) on one connection, within one transaction when there is one.
/// </summary>
internal sealed class SqlSession(SqliteConnection connection, SqliteTransaction? transaction)
{
    public int Run(string sql, params ReadOnlySpan<object?> values)
    {
        using SqliteCommand command = Command(sql, values);
        return command.ExecuteNonQuery();
    }

    public object? Scalar(string sql, params ReadOnlySpan<object?> values)
    {
        using SqliteCommand command = Command(sql, values);
        return command.ExecuteScalar() is { } value and not DBNull ? value : null;
    }

    public List<T> List<T>(Func<SqliteDataReader, T> row, string sql, params ReadOnlySpan<object?> values)
    {
        using SqliteCommand command = Command(sql, values);
        using SqliteDataReader reader = command.ExecuteReader();
        List<T> rows = [];
        while (reader.Read()) { rows.Add(row(reader)); }

        return rows;
    }

    public T? First<T>(Func<SqliteDataReader, T> row, string sql, params ReadOnlySpan<object?> values)
        where T : class
    {
        using SqliteCommand command = Command(sql, values);
        using SqliteDataReader reader = command.ExecuteReader();
        return reader.Read() ? row(reader) : null;
    }

    [SuppressMessage("Security", "CA2100", Justification = "The statements are constants of this folder; values are parameters.")]
    private SqliteCommand Command(string sql, ReadOnlySpan<object?> values)
    {
        SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        for (int index = 0; index < values.Length; index++)
        {
            command.Parameters.AddWithValue($"@{index + 1}", values[index] ?? DBNull.Value);
        }

        return command;
    }
}
