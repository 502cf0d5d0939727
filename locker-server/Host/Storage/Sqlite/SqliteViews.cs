using Microsoft.Data.Sqlite;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Core.Packaging;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Storage.Json;

namespace SmartLocker.Server.Storage.Sqlite;

/// <summary>What pages look at, straight from the tables.</summary>
internal sealed class SqliteViews(SqliteDatabase database, StateCache states) : ILedgerViews
{
    public Task<IReadOnlyList<Packet>> Packets(PacketFilter filter) => PacketQuery.Run(database, states, filter);

    public Task<IReadOnlyList<Stored<Packet>>> OpenPackets(AgencyCode sender) =>
        List(
            row => new Stored<Packet>(states.Read<Packet>(row), row.GetInt64(1)),
            "SELECT id, version, state FROM packet WHERE sender = @1 AND progress = 'Open' ORDER BY id", sender.Value);

    public Task<IReadOnlyList<Packet>> PacketsFor(
        CabinetId cabinet, IReadOnlyCollection<AgencyCode> depositing, IReadOnlyCollection<AgencyCode> collecting) =>
        PacketQuery.For(database, states, cabinet, depositing, collecting);

    public Task<IReadOnlyDictionary<PacketStage, int>> CountBySender(AgencyCode sender) =>
        Count("SELECT stage, count(*) FROM packet WHERE sender = @1 GROUP BY stage", sender);

    public Task<IReadOnlyDictionary<PacketStage, int>> CountByReceiver(AgencyCode receiver) =>
        Count("SELECT stage, count(*) FROM packet WHERE receiver = @1 AND progress <> 'Open' GROUP BY stage", receiver);

    public Task<IReadOnlyList<DispatchedDocument>> WaitingDocuments(AgencyCode? sender, int limit) =>
        List(
            State<DispatchedDocument>,
            """
            SELECT id, version, state FROM document
            WHERE waiting = 1 AND (@1 IS NULL OR sender = @1) ORDER BY taken_in, id LIMIT @2
            """,
            sender?.Value, limit);

    public Task<IReadOnlyList<DispatchedDocument>> DocumentsNumbered(string number) =>
        List(
            State<DispatchedDocument>,
            "SELECT id, version, state FROM document WHERE number = @1 ORDER BY taken_in, id", number);

    public Task<IReadOnlyList<DispatchedDocument>> SearchDocuments(string text, int limit) =>
        List(
            State<DispatchedDocument>,
            """
            SELECT id, version, state FROM document WHERE number LIKE @1 ESCAPE '!' OR subject LIKE @1 ESCAPE '!'
            ORDER BY taken_in DESC, id LIMIT @2
            """,
            SqlText.Containing(text), limit);

    public Task<IReadOnlyList<RefusalRow>> Refusals(AgencyCode? owner, int limit) =>
        List(
            row => new RefusalRow(
                SqlText.Time(row, 0), Actor.Parse(row.GetString(1)),
                row.IsDBNull(2) ? null : AgencyCode.Parse(row.GetString(2)),
                row.GetString(3), row.GetString(4), row.GetString(5)),
            """
            SELECT at, actor, owner, file, reason, message FROM intake_refusal
            WHERE (@1 IS NULL OR owner = @1) ORDER BY id DESC LIMIT @2
            """,
            owner?.Value, limit);

    public Task<IReadOnlyList<Cabinet>> Cabinets() => List(State<Cabinet>, "SELECT id, version, state FROM cabinet ORDER BY id");
    public Task<IReadOnlyList<Agency>> Agencies() => List(State<Agency>, "SELECT id, version, state FROM agency ORDER BY id");
    public Task<IReadOnlyList<Person>> People() => List(State<Person>, "SELECT id, version, state FROM person ORDER BY id");

    public Task<IReadOnlyList<Person>> PeopleOf(AgencyCode agency) =>
        List(
            State<Person>,
            """
            SELECT p.id, p.version, p.state FROM person p JOIN person_agency a ON a.person = p.id
            WHERE a.agency = @1 ORDER BY p.id
            """,
            agency.Value);

    public Task<IReadOnlyList<HistoryRow>> History(string stream) =>
        List(Line, $"SELECT {Columns} FROM history WHERE stream = @1 ORDER BY version", stream);

    public Task<IReadOnlyList<HistoryRow>> PacketHistory(long after, int limit) =>
        List(
            Line,
            $"SELECT {Columns} FROM history WHERE cursor > @1 AND stream LIKE 'packet/%' ORDER BY cursor LIMIT @2", after, limit);

    public Task<IReadOnlyList<HistoryRow>> WholeHistory(long after, int limit) =>
        List(Line, $"SELECT {Columns} FROM history WHERE cursor > @1 ORDER BY cursor LIMIT @2", after, limit);

    public Task<IReadOnlyList<string>> StreamsSince(long cursor) =>
        List(row => row.GetString(0), ChangedStreams, cursor);

    public Task<(long Version, string Text)?> Kept(string stream)
    {
        // The tables are called as the streams' kinds are.
        string kind = StreamNames.Kind(stream);
        return Task.FromResult(database.Read(session => session.List<(long, string)?>(
            row => (row.GetInt64(0), row.GetString(1)),
            $"SELECT version, state FROM {kind} WHERE id = @1", stream[(kind.Length + 1)..]).FirstOrDefault()));
    }

    public Task<long> CountStates() => Task.FromResult(database.Read(session => (long)session.Scalar(
        """
        SELECT (SELECT count(*) FROM packet) + (SELECT count(*) FROM cabinet) + (SELECT count(*) FROM document)
          + (SELECT count(*) FROM agency) + (SELECT count(*) FROM person)
        """)!));

    /// <remarks>By its cursor: the index by stream would answer in the right order, and read the whole history for it.</remarks>
    internal const string ChangedStreams =
        "SELECT DISTINCT stream FROM history NOT INDEXED WHERE cursor > @1 ORDER BY stream";

    private const string Columns = "cursor, stream, version, at, actor, kind, data";

    private static HistoryRow Line(SqliteDataReader row) =>
        new(row.GetInt64(0), row.GetString(1), row.GetInt64(2), SqlText.Time(row, 3), Actor.Parse(row.GetString(4)))
        {
            Kind = row.GetString(5),
            Data = row.GetString(6),
        };

    private T State<T>(SqliteDataReader row)
        where T : class => states.Read<T>(row);

    private Task<IReadOnlyDictionary<PacketStage, int>> Count(string sql, AgencyCode agency) =>
        Task.FromResult<IReadOnlyDictionary<PacketStage, int>>(database.Read(session => session.List(
            row => KeyValuePair.Create(Enum.Parse<PacketStage>(row.GetString(0)), row.GetInt32(1)), sql,
                agency.Value)).ToDictionary());

    private Task<IReadOnlyList<T>> List<T>(Func<SqliteDataReader, T> row, string sql, params object?[] values) =>
        Task.FromResult<IReadOnlyList<T>>(database.Read(session => session.List(row, sql, values)));
}
