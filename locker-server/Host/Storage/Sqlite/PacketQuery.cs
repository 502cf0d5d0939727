using System.Text;
using SmartLocker.Server.Core.Packets;

namespace SmartLocker.Server.Storage.Sqlite;

/// <summary>Builds the question for packets from a filter; every value is a parameter.</summary>
internal static class PacketQuery
{
    public static Task<IReadOnlyList<Packet>> Run(SqliteDatabase database, StateCache states, PacketFilter filter)
    {
        List<object?> values = [];
        StringBuilder where = new("1 = 1");
        if (filter.Senders is { } senders)
        {
            where.Append(
            $" AND sender IN ({Marks(values, senders.Select(one => one.Value))})");
        }
        if (filter.Receivers is { } receivers)
        {
            where.Append($" AND receiver IN ({Marks(values, receivers.Select(one => one.Value))})");
        }

        if (filter.Either is { } either)
        {
            string marks = Marks(values, either.Select(one => one.Value));
            where.Append($" AND (sender IN ({marks}) OR receiver IN ({marks}))");
        }

        if (filter.Stages is { } stages)
        {
            where.Append(
            $" AND stage IN ({Marks(values, stages.Select(one => one.ToString()))})");
        }
        if (filter.InCabinet is { } cabinet) { where.Append($" AND cabinet = {Marks(values, [cabinet.Value])}"); }
        if (filter.After is { } after) { where.Append($" AND id > {Marks(values, [after.Value])}"); }

        string limit = Marks(values, [Math.Clamp(filter.Limit, 1, PacketFilter.LimitMax)]);
        return List(database, states, $"SELECT id, version, state FROM packet WHERE {where} ORDER BY id LIMIT {limit}", values);
    }

    public static Task<IReadOnlyList<Packet>> For(
        SqliteDatabase database, StateCache states, CabinetId cabinet, IReadOnlyCollection<AgencyCode> depositing,
        IReadOnlyCollection<AgencyCode> collecting)
    {
        List<object?> values = [cabinet.Value];
        string senders = Marks(values, depositing.Select(one => one.Value));
        string receivers = Marks(values, collecting.Select(one => one.Value));
        return List(
            database, states,
            $"""
            SELECT id, version, state FROM packet WHERE cabinet = @1
            UNION ALL
            SELECT id, version, state FROM packet WHERE receiver IN ({receivers}) AND stage = 'Sealed' AND sender IN ({senders})
              AND cabinet IS NULL
            """,
            values);
    }

    private static Task<IReadOnlyList<Packet>> List(
        SqliteDatabase database, StateCache states, string sql, List<object?> values) =>
        Task.FromResult<IReadOnlyList<Packet>>(database.Read(session => session.List(
            states.Read<Packet>, sql, values.ToArray())));

    private static string Marks(List<object?> values, IEnumerable<object> added)
    {
        int before = values.Count;
        values.AddRange(added);
        return string.Join(", ", Enumerable.Range(before + 1, values.Count - before).Select(number => $"@{number}"));
    }
}
