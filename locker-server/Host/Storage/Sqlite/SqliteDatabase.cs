using System.Collections.Concurrent;
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
    private readonly SqlLane _writer;
    private readonly ConcurrentBag<SqlLane> _readers = [];
    private readonly string _connectionString;
    private readonly bool _oneConnection;
    private volatile bool _disposed;

    /// <param name="alone">One thread uses it: then it reads by the writer's connection, which has the pages at hand.</param>
    public SqliteDatabase(string connectionString, bool alone = false)
    {
        SQLitePCL.Batteries_V2.Init();

        // Readers are kept here, with what they have prepared; a second pool behind them would only hold files open.
        SqliteConnectionStringBuilder settings =
            new(connectionString) { ForeignKeys = true, DefaultTimeout = BusySeconds, Pooling = false };
        _oneConnection = alone || settings.Mode == SqliteOpenMode.Memory || settings.DataSource == ":memory:";
        _connectionString = settings.ToString();
        _writer = new SqlLane(_connectionString);

        // FULL: a commit that was acknowledged survives a power cut (docs/rules.md I-9; sqlite.org, PRAGMA synchronous).
        using SqliteCommand durable = _writer.Connection.CreateCommand();
        durable.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;";
        durable.ExecuteNonQuery();
        lock (_turn) { Migrator.BringUp(_writer); }
    }

    public T Read<T>(Func<SqlSession, T> read)
    {
        if (_oneConnection)
        {
            lock (_turn) { return read(new SqlSession(_writer, null)); }
        }

        SqlLane lane = _readers.TryTake(out SqlLane? idle) ? idle : new SqlLane(_connectionString);
        try
        {
            return read(new SqlSession(lane, null));
        }
        finally
        {
            _readers.Add(lane);
            if (_disposed) { DisposeReaders(); }
        }
    }

    /// <param name="write">Says with its second value whether to keep what it wrote.</param>
    public T Write<T>(Func<SqlSession, (T Result, bool Keep)> write)
    {
        lock (_turn)
        {
            // Immediate: a transaction that begins as a reader and turns writer is refused at once when another one writes.
            using SqliteTransaction transaction = _writer.Connection.BeginTransaction(deferred: false);
            (T result, bool keep) = write(new SqlSession(_writer, transaction));
            if (keep) { transaction.Commit(); }
            else { transaction.Rollback(); }

            return result;
        }
    }

    public void Dispose()
    {
        _disposed = true;
        DisposeReaders();
        _writer.Dispose();
    }

    private void DisposeReaders()
    {
        while (_readers.TryTake(out SqlLane? lane)) { lane.Dispose(); }
    }
}
