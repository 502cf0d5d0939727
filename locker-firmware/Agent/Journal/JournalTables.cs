using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SmartLocker.Firmware.Agent.Journal.Checkpoints;
using SmartLocker.Firmware.Agent.Journal.Kept;
using SmartLocker.Firmware.Agent.Journal.Opening;

namespace SmartLocker.Firmware.Agent.Journal;

/// <summary>The journal's statements, prepared once. Knows rows, not what they mean.</summary>
internal sealed class JournalTables : IDisposable
{
    public const string JournalId = "journal_id";
    public const string Epoch = "highest_epoch";
    public const string Pruned = "pruned_up_to";
    public const string ClockSince = "clock_since";
    public const string ClockSeen = "clock_seen";

    /// <summary>Written to see whether the disk takes anything.</summary>
    public const string Probe = "probe";

    private const string AckName = "ack";
    private const string DesiredName = "desired";

    private const int BusyTimeoutMilliseconds = 5_000;

    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _begin;
    private readonly SqliteCommand _commit;
    private readonly SqliteCommand _rollback;
    private readonly SqliteCommand _insert;
    private readonly SqliteCommand _readFrom;

    private JournalTables(SqliteConnection connection)
    {
        _connection = connection;
        _begin = Prepare("BEGIN IMMEDIATE");
        _commit = Prepare("COMMIT");
        _rollback = Prepare("ROLLBACK");
        _insert = Prepare("INSERT INTO entry (sequence, previous_hash, record, hash) VALUES ($1, $2, $3, $4)", 4);
        _readFrom = Prepare(
            "SELECT sequence, previous_hash, record, hash FROM entry WHERE sequence >= $1 ORDER BY sequence LIMIT $2", 2);
    }

    public static JournalTables Open(string connectionString, Func<JournalId> newId)
    {
        SQLitePCL.Batteries_V2.Init();
        SqliteConnection connection = new(connectionString);
        try
        {
            connection.Open();
            Promise(connection);
            ExpectSound(connection);
            JournalSchema.Migrate(connection);
            JournalTables tables = new(connection);
            if (tables.Meta(JournalId) is null)
            {
                tables.Write(() => tables.SetMeta(JournalId, newId().Value));
            }

            return tables;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>
    /// A page that rotted can lead the database astray without an error: a row is found under no number any more, and one that is
    /// written beside it neither.
    /// </summary>
    private static void ExpectSound(SqliteConnection connection)
    {
        using SqliteCommand check = connection.CreateCommand();
        check.CommandText = "PRAGMA quick_check(1)";
        string said = (string)check.ExecuteScalar()!;
        JournalChain.Expect(said == "ok", JournalProblem.Unreadable, said);
    }

    /// <summary>All of <paramref name="writes"/> or nothing, and durable when this returns.</summary>
    public void Write(Action writes)
    {
        try
        {
            _begin.ExecuteNonQuery();
            writes();
            _commit.ExecuteNonQuery();
        }
        catch (SqliteException refused)
        {
            Rollback();
            throw new JournalWriteException(refused.Message, refused);
        }
    }

    public void Insert(IEnumerable<StoredEntry> entries)
    {
        foreach (StoredEntry entry in entries)
        {
            Bind(_insert, entry.Sequence, entry.PreviousHash.ToArray(), entry.Record.ToArray(), entry.Hash.ToArray());
            _insert.ExecuteNonQuery();
        }
    }

    public IEnumerable<StoredEntry> ReadFrom(long sequence, int max)
    {
        Bind(_readFrom, sequence, max);
        using SqliteDataReader rows = _readFrom.ExecuteReader();
        while (rows.Read())
        {
            yield return new StoredEntry(rows.GetInt64(0), Bytes(rows, 1), Bytes(rows, 2), Bytes(rows, 3));
        }
    }

    public (long Sequence, ImmutableArray<byte> Hash) Tail()
    {
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = "SELECT sequence, hash FROM entry ORDER BY sequence DESC LIMIT 1";
        using SqliteDataReader rows = command.ExecuteReader();
        return rows.Read() ? (rows.GetInt64(0), Bytes(rows, 1)) : (0, StoredEntry.NoHash);
    }

    public string? Meta(string name) => (string?)Scalar("SELECT value FROM meta WHERE name = $1", name);

    public void SetMeta(string name, string value) => Execute(
        """
        INSERT INTO meta (name, value, hash) VALUES ($1, $2, $3)
        ON CONFLICT (name) DO UPDATE SET value = excluded.value, hash = excluded.hash
        """,
        name, value, KeptCheck.Of(name, value));

    /// <returns>Null where nothing is kept, or not what was written.</returns>
    public string? KeptMeta(string name) => MetaHolds(name) ? Meta(name) : null;

    /// <summary>False: not what was written. A row whose name has rotted is missing under its own.</summary>
    public bool MetaHolds(string name) => Meta(name) is { } value
        ? Holds("SELECT hash FROM meta WHERE name = $1", KeptCheck.Of(name, value), name)
        : (long)Scalar(
            "SELECT count(*) FROM meta WHERE name NOT IN ($1, $2, $3, $4, $5, $6)",
            JournalId, Epoch, Pruned, ClockSince, ClockSeen, Probe)! == 0;

    /// <returns>Null where nothing is kept, or not what was written.</returns>
    public string? KeptEpoch() => EpochHolds() ? SecondEpoch() : null;

    public bool EpochHolds() => SecondEpoch() is { } epoch
        ? Holds("SELECT hash FROM epoch", KeptCheck.Of(Epoch, epoch))
        : (long)Scalar("SELECT count(*) FROM epoch")! == 0;

    public void SetEpoch(string epoch) => Execute(
        """
        INSERT INTO epoch (id, highest, hash) VALUES (1, $1, $2)
        ON CONFLICT (id) DO UPDATE SET highest = excluded.highest, hash = excluded.hash
        """,
        epoch, KeptCheck.Of(Epoch, epoch));

    /// <summary>One that cannot be believed is at least what was pruned; the server says it anew.</summary>
    public long Ack() => AckHolds() ? KeptAck() : PrunedUpTo();

    public bool AckHolds() => Holds("SELECT hash FROM ack", KeptCheck.Of(AckName, Text(KeptAck())));

    public void SetAck(long upTo) => Execute(
        """
        INSERT INTO ack (id, up_to, hash) VALUES (1, $1, $2)
        ON CONFLICT (id) DO UPDATE SET up_to = excluded.up_to, hash = excluded.hash
        """,
        upTo, KeptCheck.Of(AckName, Text(upTo)));

    public byte[]? Desired() => Scalar("SELECT document FROM desired") as byte[];

    public bool DesiredHolds() => Desired() is { } document
        ? Holds("SELECT hash FROM desired", KeptCheck.Of(DesiredName, document))
        : (long)Scalar("SELECT count(*) FROM desired")! == 0;

    public void SetDesired(long version, byte[] document) => Execute(
        """
        INSERT INTO desired (id, version, document, hash) VALUES (1, $1, $2, $3)
        ON CONFLICT (id) DO UPDATE SET version = excluded.version, document = excluded.document, hash = excluded.hash
        """,
        version, document, KeptCheck.Of(DesiredName, document));

    public long Count() => (long)Scalar("SELECT count(*) FROM entry WHERE sequence > $1", PrunedUpTo())!;

    /// <summary>Every entry up to this one is deleted.</summary>
    public long PrunedUpTo() => long.Parse(Meta(Pruned) ?? "0", CultureInfo.InvariantCulture);

    public void Prune(long upTo)
    {
        Execute("DELETE FROM entry WHERE sequence <= $1", upTo);
        SetMeta(Pruned, upTo.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Oldest first.</summary>
    public ImmutableArray<StoredCheckpoint> Checkpoints()
    {
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = "SELECT sequence, entry_hash, document, hash FROM checkpoint ORDER BY sequence";
        using SqliteDataReader rows = command.ExecuteReader();
        ImmutableArray<StoredCheckpoint>.Builder found = ImmutableArray.CreateBuilder<StoredCheckpoint>();
        while (rows.Read())
        {
            found.Add(new StoredCheckpoint(rows.GetInt64(0), Bytes(rows, 1), Bytes(rows, 2), Bytes(rows, 3)));
        }

        return found.ToImmutable();
    }

    /// <param name="beside">The one other checkpoint that stays; 0 for none.</param>
    public void PutCheckpoint(StoredCheckpoint checkpoint, long beside)
    {
        Execute("DELETE FROM checkpoint WHERE sequence <> $1", beside);
        Execute(
            "INSERT INTO checkpoint (sequence, entry_hash, document, hash) VALUES ($1, $2, $3, $4)",
            checkpoint.Sequence, checkpoint.EntryHash.ToArray(), checkpoint.Document.ToArray(), checkpoint.Hash.ToArray());
    }

    /// <summary>Pages that deleted entries left are written again first, so they count as free.</summary>
    public long Size() =>
        ((long)Scalar("PRAGMA page_count")! - (long)Scalar("PRAGMA freelist_count")!) * (long)Scalar("PRAGMA page_size")!;

    public void Dispose()
    {
        _begin.Dispose();
        _commit.Dispose();
        _rollback.Dispose();
        _insert.Dispose();
        _readFrom.Dispose();
        _connection.Dispose();
    }

    /// <summary>What every connection must promise, asked for and read back: a silent "no" would lose entries.</summary>
    private static void Promise(SqliteConnection connection)
    {
        using SqliteCommand command = connection.CreateCommand();
        foreach ((string pragma, string value, string[] kept) in new (string, string, string[])[]
        {
            ("journal_mode", "WAL", ["wal", "memory"]), // A database in memory has no log; only a simulated world has one.
            ("synchronous", "FULL", ["2"]),
            ("foreign_keys", "ON", ["1"]),
            ("busy_timeout", BusyTimeoutMilliseconds.ToString(CultureInfo.InvariantCulture), ["5000"]),
        })
        {
            command.CommandText = $"PRAGMA {pragma} = {value}";
            command.ExecuteNonQuery();
            command.CommandText = $"PRAGMA {pragma}";
            string found = Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture) ?? "";
            if (!kept.Contains(found))
            {
                throw new JournalBrokenException(JournalProblem.NotDurable, $"{pragma} should be {value} and is {found}.");
            }
        }
    }

    private string? SecondEpoch() => Scalar("SELECT highest FROM epoch") as string;

    private long KeptAck() => (long?)Scalar("SELECT up_to FROM ack") ?? 0;

    private bool Holds(string sql, byte[] check, params ReadOnlySpan<object> values) =>
        KeptCheck.Holds(Scalar(sql, values) as byte[], check);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static ImmutableArray<byte> Bytes(SqliteDataReader rows, int column) =>
        ImmutableCollectionsMarshal.AsImmutableArray(rows.GetFieldValue<byte[]>(column));

    private void Rollback()
    {
        try
        {
            _rollback.ExecuteNonQuery();
        }
        catch (SqliteException)
        {
            // The failure that brought us here may have ended the transaction already; then there is nothing to undo.
        }
    }

    private SqliteCommand Prepare(string sql, int parameters = 0)
    {
        SqliteCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        for (int number = 1; number <= parameters; number++)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = "$" + number.ToString(CultureInfo.InvariantCulture) });
        }

        return command;
    }

    private static void Bind(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (int index = 0; index < values.Length; index++)
        {
            command.Parameters[index].Value = values[index];
        }
    }

    private object? Scalar(string sql, params ReadOnlySpan<object> values)
    {
        using SqliteCommand command = Prepare(sql, values.Length);
        Bind(command, values);
        return command.ExecuteScalar();
    }

    private void Execute(string sql, params ReadOnlySpan<object> values)
    {
        using SqliteCommand command = Prepare(sql, values.Length);
        Bind(command, values);
        command.ExecuteNonQuery();
    }
}
