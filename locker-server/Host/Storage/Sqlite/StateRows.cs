using System.Collections.Immutable;
using System.Diagnostics;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Audit;
using SmartLocker.Server.Core.Packaging;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Storage.Json;

namespace SmartLocker.Server.Storage.Sqlite;

/// <summary>Writes one stream's state and history, if nobody was faster.</summary>
internal static class StateRows
{
    /// <returns>False when the stream is not at the expected version.</returns>
    public static bool Put(SqlSession session, StreamChange change) => change switch
    {
        StreamChange.OfPacket packet => Packet(session, packet) && History(session, change, packet.Events),
        StreamChange.OfCabinet cabinet =>
            Plain(session, "cabinet", cabinet.Next.Id.Value, change.ExpectedVersion, cabinet.Events.Length,
                LedgerJson.Write(cabinet.Next))
            && History(session, change, cabinet.Events),
        StreamChange.OfDocument document => Document(session, document) && History(session, change, document.Events),
        StreamChange.OfAgency agency =>
            Plain(session, "agency", agency.Next.Code.Value, change.ExpectedVersion, agency.Events.Length,
                LedgerJson.Write(agency.Next))
            && History(session, change, agency.Events),
        StreamChange.OfPerson person => Person(session, person) && History(session, change, person.Events),
        _ => throw new UnreachableException($"No table for {change}."),
    };

    public static bool IsAt(SqlSession session, CabinetStands stands) => session.Scalar(
        "SELECT 1 FROM cabinet WHERE id = @1 AND version = @2", stands.Cabinet.Value, stands.Version) is not null;

    private static bool Packet(SqlSession session, StreamChange.OfPacket change)
    {
        Packet packet = change.Next;
        string? cabinet = packet.Place is PacketPlace.InCompartment place ? place.Cabinet.Value : null;
        return session.Run(
            change.ExpectedVersion == 0
                ? """
                  INSERT INTO packet (id, version, sender, receiver, confidential, stage, progress, cabinet, state)
                  SELECT @1, @2, @3, @4, @5, @6, @7, @8, @9 WHERE @10 = 0 ON CONFLICT (id) DO NOTHING
                  """
                : """
                  UPDATE packet SET version = @2, sender = @3, receiver = @4, confidential = @5, stage = @6, progress = @7,
                    cabinet = @8, state = @9 WHERE id = @1 AND version = @10
                  """,
            packet.Id.Value, change.ExpectedVersion + change.Events.Length, packet.Sender.Value, packet.Receiver.Value,
            packet.IsConfidential ? 1 : 0, packet.Stage.ToString(), packet.Progress.ToString(), cabinet, LedgerJson.Write(packet),
            change.ExpectedVersion) == 1;
    }

    private static bool Document(SqlSession session, StreamChange.OfDocument change)
    {
        DispatchedDocument document = change.Next;
        return session.Run(
            change.ExpectedVersion == 0
                ? """
                  INSERT INTO document (id, version, number, subject, sender, waiting, taken_in, state)
                  SELECT @1, @2, @3, @4, @5, @6, @7, @8 WHERE @9 = 0 ON CONFLICT (id) DO NOTHING
                  """
                : """
                  UPDATE document SET version = @2, number = @3, subject = @4, sender = @5, waiting = @6, taken_in = @7,
                      state = @8
                  WHERE id = @1 AND version = @9
                  """,
            document.Id.Value, change.ExpectedVersion + change.Events.Length, document.Document.Number, document.Document.Subject,
            document.Sender?.Value, document.IsWaiting ? 1 : 0, SqlText.Of(document.TakenInAt), LedgerJson.Write(document),
            change.ExpectedVersion) == 1;
    }

    private static bool Person(SqlSession session, StreamChange.OfPerson change)
    {
        Person person = change.Next;
        bool put = session.Run(
            change.ExpectedVersion == 0
                ? "INSERT INTO person (id, version, badge, state) SELECT @1, @2, @3, @4 WHERE @5 = 0 ON CONFLICT (id) DO NOTHING"
                : "UPDATE person SET version = @2, badge = @3, state = @4 WHERE id = @1 AND version = @5",
            person.Id.Value, change.ExpectedVersion + change.Events.Length, person.Badge?.Value, LedgerJson.Write(person),
            change.ExpectedVersion) == 1;
        if (!put) { return false; }

        session.Run("DELETE FROM person_agency WHERE person = @1", person.Id.Value);
        foreach (AgencyCode agency in person.Agencies.Union(person.StaffOf))
        {
            session.Run("INSERT INTO person_agency (agency, person) VALUES (@1, @2)", agency.Value, person.Id.Value);
        }

        return true;
    }

    private static bool Plain(SqlSession session, string table, string id, long expected, int events, string state) =>
        session.Run(
            expected == 0
                ? $"INSERT INTO {table} (id, version, state) SELECT @1, @2, @3 WHERE @4 = 0 ON CONFLICT (id) DO NOTHING"
                : $"UPDATE {table} SET version = @2, state = @3 WHERE id = @1 AND version = @4",
            id, expected + events, state, expected) == 1;

    private static bool History<TEvent>(SqlSession session, StreamChange change, ImmutableArray<Recorded<TEvent>> events)
        where TEvent : notnull
    {
        long version = change.ExpectedVersion;
        foreach (Recorded<TEvent> one in events)
        {
            version++;
            session.Run(
                "INSERT INTO history (stream, version, at, actor, kind, data) VALUES (@1, @2, @3, @4, @5, @6)",
                change.Stream, version, SqlText.Of(one.At), one.By.Text, one.Event.GetType().Name, LedgerJson.Write(one.Event));
        }

        return true;
    }
}
