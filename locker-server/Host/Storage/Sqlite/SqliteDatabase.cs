using Microsoft.Data.Sqlite;

namespace SmartLocker.Server.Storage.Sqlite;

/// <summary>One SQLite file (or one shared memory), one writer at a time, durable at every commit.</summary>
/// <remarks>
/// WAL lets readers of a file go on while somebody writes. A shared memory has no WAL and locks whole tables,
/// so there everybody takes turns on the writer's connection.
/// </remarks>
internal sealed class SqliteDatabase : IDisposable
{
    private const int BusySeconds = 30;

    private readonly Lock _turn = new();
    private readonly SqliteConnection _writer;
    private readonly string _connectionString;
    private readonly bool _inMemory;

    public SqliteDatabase(string connectionString)
    {
        SQLitePCL.Batteries_V2.Init();
        SqliteConnectionStringBuilder settings = new(connectionString) { ForeignKeys = true, DefaultTimeout = BusySeconds };
        _inMemory = settings.Mode == SqliteOpenMode.Memory || settings.DataSource == ":memory:";
        _connectionString = settings.ToString();
        _writer = new SqliteConnection(_connectionString);
        _writer.Open();

        // FULL: a commit that was acknowledged survives a power cut (docs/rules.md I-9; sqlite.org, PRAGMA synchronous).
        using SqliteCommand durable = _writer.CreateCommand();
        durable.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;";
        durable.ExecuteNonQuery();
        lock (_turn) { Migrator.BringUp(_writer); }
    }

    public T Read<T>(Func<SqlSession, T> read)
    {
        if (_inMemory)
        {
            lock (_turn) { return read(new SqlSession(_writer, null)); }
        }

        using SqliteConnection reader = new(_connectionString);
        reader.Open();
        return read(new SqlSession(reader, null));
    }

    /// <param name="write">Says with its second value whether to keep what it wrote.</param>
    public T Write<T>(Func<SqlSession, (T Result, bool Keep)> write)
    {
        lock (_turn)
        {
            // Immediate: a transaction that begins as a reader and turns writer is refused at once when another one writes.
            using SqliteTransaction transaction = _writer.BeginTransaction(deferred: false);
            (T result, bool keep) = write(new SqlSession(_writer, transaction));
            if (keep) { transaction.Commit(); }
            else { transaction.Rollback(); }

            return result;
        }
    }

    public void Dispose()
    {
        _writer.Dispose();
        using SqliteConnection pool = new(_connectionString);
        SqliteConnection.ClearPool(pool);
    }
}
