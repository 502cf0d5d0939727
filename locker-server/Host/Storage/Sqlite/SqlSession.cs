using Microsoft.Data.Sqlite;

namespace SmartLocker.Server.Storage.Sqlite;

/// <summary>
/// Runs statements with numbered parameters (@1, @2 …) on one connection, within one transaction when there is one.
/// </summary>
internal sealed class SqlSession(SqlLane lane, SqliteTransaction? transaction)
{
    public int Run(string sql, params ReadOnlySpan<object?> values)
    {
        SqliteCommand command = Take(sql, values);
        try { return command.ExecuteNonQuery(); }
        finally { lane.GiveBack(command); }
    }

    public object? Scalar(string sql, params ReadOnlySpan<object?> values)
    {
        SqliteCommand command = Take(sql, values);
        try { return command.ExecuteScalar() is { } value and not DBNull ? value : null; }
        finally { lane.GiveBack(command); }
    }

    public List<T> List<T>(Func<SqliteDataReader, T> row, string sql, params ReadOnlySpan<object?> values)
    {
        SqliteCommand command = Take(sql, values);
        try
        {
            using SqliteDataReader reader = command.ExecuteReader();
            List<T> rows = [];
            while (reader.Read()) { rows.Add(row(reader)); }

            return rows;
        }
        finally
        {
            lane.GiveBack(command);
        }
    }

    public T? First<T>(Func<SqliteDataReader, T> row, string sql, params ReadOnlySpan<object?> values)
        where T : class
    {
        SqliteCommand command = Take(sql, values);
        try
        {
            using SqliteDataReader reader = command.ExecuteReader();
            return reader.Read() ? row(reader) : null;
        }
        finally
        {
            lane.GiveBack(command);
        }
    }

    private SqliteCommand Take(string sql, ReadOnlySpan<object?> values)
    {
        SqliteCommand command = lane.Take(sql, values.Length);
        command.Transaction = transaction;
        for (int index = 0; index < values.Length; index++)
        {
            command.Parameters[index].Value = values[index] ?? DBNull.Value;
        }

        return command;
    }
}
