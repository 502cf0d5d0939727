using System.Globalization;
using Microsoft.Data.Sqlite;

namespace SmartLocker.Disks.Tests;

/// <summary>A small database on a crash disk: one table of numbers, one number a transaction.</summary>
internal sealed class Book : IDisposable
{
    public const string File = "book.db";

    private readonly SqliteConnection _connection;

    public Book(CrashDisk disk, string synchronous = "FULL", string journal = "WAL")
    {
        _connection = new SqliteConnection(disk.ConnectionString(File));
        _connection.Open();
        Run($"PRAGMA journal_mode = {journal}; PRAGMA synchronous = {synchronous};");
        Run("CREATE TABLE IF NOT EXISTS line (number INTEGER PRIMARY KEY, text TEXT NOT NULL)");
    }

    public static string TextOf(int number) => string.Create(CultureInfo.InvariantCulture, $"{number} {new string('x', 900)}");

    public void Write(int number) => Run($"INSERT INTO line VALUES ({number}, '{TextOf(number)}')");

    public void WriteAll(int from, int to)
    {
        Run("BEGIN IMMEDIATE");
        for (int number = from; number <= to; number++) { Write(number); }

        Run("COMMIT");
    }

    public int[] Numbers()
    {
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = "SELECT number, text FROM line ORDER BY number";
        using SqliteDataReader rows = command.ExecuteReader();
        List<int> numbers = [];
        while (rows.Read())
        {
            numbers.Add(rows.GetInt32(0));
            Assert.Equal(TextOf(numbers[^1]), rows.GetString(1));
        }

        return [.. numbers];
    }

    public string Text(string sql)
    {
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture) ?? "";
    }

    public void Run(string sql)
    {
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public SqliteCommand Command(string sql, int seconds)
    {
        SqliteCommand command = _connection.CreateCommand();
        (command.CommandText, command.CommandTimeout) = (sql, seconds);
        return command;
    }

    public void Dispose() => _connection.Dispose();
}
