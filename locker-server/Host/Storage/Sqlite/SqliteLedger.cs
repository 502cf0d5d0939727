using System.Globalization;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Core.Fleet.Desired;
using SmartLocker.Server.Core.Notifications;
using SmartLocker.Server.Core.Packaging;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Storage.Json;

namespace SmartLocker.Server.Storage.Sqlite;

/// <summary>The ledger of one node: one SQLite file, or a shared memory for the simulator and tests.</summary>
/// <remarks>Works synchronously: a commit is a fraction of a millisecond and the disk's own flush.</remarks>
internal sealed class SqliteLedger : ILedger, IDisposable
{
    /// <summary>A cabinet that holds an older version gets the whole document.</summary>
    private const int DesiredKept = 20;

    /// <summary>States kept decoded, twice so many at most.</summary>
    private const int StatesKept = 20_000;
    private const int DocumentsKept = 2_000;

    private readonly SqliteDatabase _database;
    private readonly StateCache _states = new(StatesKept);
    private readonly StateCache _desired = new(DocumentsKept);

    /// <param name="connectionString">Such as "Data Source=ledger.db" or "Data Source=NAME;Mode=Memory;Cache=Shared".</param>
    /// <param name="alone">Only one thread uses it.</param>
    public SqliteLedger(string connectionString, bool alone = false)
    {
        _database = new SqliteDatabase(connectionString, alone);
        Views = new SqliteViews(_database, _states);
        Vault = new SqliteVault(_database);
        Bell.Ring(_database.Read(Cursor));
    }

    public ChangeBell Bell { get; } = new();
    public ILedgerViews Views { get; }
    public ILedgerVault Vault { get; }

    public Task<CommitOutcome> Commit(Commit commit, DateTimeOffset now)
    {
        CommitOutcome outcome = _database.Write(session => CommitRows.Write(session, commit, now));
        if (outcome is CommitOutcome.Committed committed)
        {
            foreach (StreamChange change in commit.Changes) { _states.Put(change); }

            Bell.Ring(committed.Cursor);
        }

        return Task.FromResult(outcome);
    }

    public Task<Stored<Packet>?> FindPacket(PacketId id) => Find<Packet>("packet", id.Value);
    public Task<Stored<Cabinet>?> FindCabinet(CabinetId id) => Find<Cabinet>("cabinet", id.Value);
    public Task<Stored<DispatchedDocument>?> FindDocument(DocumentId id) => Find<DispatchedDocument>("document", id.Value);
    public Task<Stored<Agency>?> FindAgency(AgencyCode code) => Find<Agency>("agency", code.Value);
    public Task<Stored<Person>?> FindPerson(PersonId id) => Find<Person>("person", id.Value);

    public Task<Person?> FindPersonByBadge(BadgeNumber badge) => Task.FromResult(_database.Read(session => session.First(
        row => LedgerJson.Read<Person>(row.GetString(0)), "SELECT state FROM person WHERE badge = @1", badge.Value)));

    public Task<SubmissionRow?> FindSubmission(string owner, string key) =>
        Task.FromResult(_database.Read(session => session.First(
        row => new SubmissionRow(owner, key, row.GetString(0)),
        "SELECT reply FROM submission WHERE owner = @1 AND caller_key = @2", owner, key)));

    public Task<IReadOnlyDictionary<long, string>> AppliedHashes(CabinetId cabinet, JournalId journal, long from, long upTo) =>
        Task.FromResult<IReadOnlyDictionary<long, string>>(_database.Read(session => session.List(
            row => KeyValuePair.Create(row.GetInt64(0), row.GetString(1)),
            "SELECT sequence, hash FROM journal_entry WHERE cabinet = @1 AND journal = @2 AND sequence BETWEEN @3 AND @4",
            cabinet.Value, journal.Value, from, upTo)).ToDictionary());

    public Task<IReadOnlyList<OutboxRow>> DueNotices(DateTimeOffset now, int limit) =>
        Task.FromResult<IReadOnlyList<OutboxRow>>(_database.Read(session => session.List(
            row => new OutboxRow(
                row.GetInt64(0), LedgerJson.Read<Notice>(row.GetString(1)), SqlText.Time(row, 2), row.GetInt32(3)),
            "SELECT id, data, due_at, attempts FROM outbox WHERE done_at IS NULL AND due_at <= @1 ORDER BY due_at, id LIMIT @2",
            SqlText.Of(now), limit)));

    public Task<bool> NoticeWaits(long id) => Task.FromResult(_database.Read(session =>
        session.Scalar("SELECT 1 FROM outbox WHERE id = @1 AND done_at IS NULL", id) is not null));

    public Task PostponeNotice(long id, DateTimeOffset until)
    {
        _database.Write(session => (session.Run(
            "UPDATE outbox SET attempts = attempts + 1, due_at = @2 WHERE id = @1 AND done_at IS NULL", id, SqlText.Of(until)),
                true));
        return Task.CompletedTask;
    }

    public Task<DesiredState?> FindDesired(CabinetId cabinet, long? version) =>
        Task.FromResult(_database.Read(session => session.First(
        row => _desired.Get(cabinet.Value, row.GetInt64(0), () => LedgerJson.Read<DesiredState>(row.GetString(1))),
        """
        SELECT version, data FROM desired_state
        WHERE cabinet = @1 AND (@2 IS NULL OR version = @2) ORDER BY version DESC LIMIT 1
        """,
        cabinet.Value, version)));

    public Task<bool> KeepDesired(CabinetId cabinet, DesiredState state)
    {
        bool kept = Keep(cabinet, state);
        if (kept) { _desired.Put(cabinet.Value, state.Version, state); }

        return Task.FromResult(kept);
    }

    public void Dispose() => _database.Dispose();

    internal static long Cursor(SqlSession session) =>
        Convert.ToInt64(session.Scalar("SELECT max(cursor) FROM history") ?? 0L, CultureInfo.InvariantCulture);

    private bool Keep(CabinetId cabinet, DesiredState state) => _database.Write(session =>
    {
        long newest = (long)(session.Scalar("SELECT max(version) FROM desired_state WHERE cabinet = @1", cabinet.Value) ?? 0L);
        if (state.Version <= newest) { return (false, false); }

        session.Run(
            "INSERT INTO desired_state (cabinet, version, data) VALUES (@1, @2, @3)",
            cabinet.Value, state.Version, LedgerJson.Write(state));
        session.Run(
            "DELETE FROM desired_state WHERE cabinet = @1 AND version <= @2", cabinet.Value, state.Version - DesiredKept);
        return (true, true);
    });

    private Task<Stored<T>?> Find<T>(string table, string id)
        where T : class => Task.FromResult(_database.Read(session => session.First(
        row => new Stored<T>(_states.Read<T>(row), row.GetInt64(1)),
        $"SELECT id, version, state FROM {table} WHERE id = @1", id)));
}
