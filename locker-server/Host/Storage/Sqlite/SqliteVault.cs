using SmartLocker.Server.Storage.Json;

namespace SmartLocker.Server.Storage.Sqlite;

/// <summary>Accounts and secrets: rows without a history.</summary>
internal sealed class SqliteVault(SqliteDatabase database) : ILedgerVault
{
    public Task<Account?> FindAccount(string name) => Task.FromResult(database.Read(session => session.First(
        row => LedgerJson.Read<Account>(row.GetString(0)), "SELECT data FROM account WHERE name = @1", name)));

    public Task<Account?> FindAccountOf(PersonId person) => Task.FromResult(database.Read(session => session.First(
        row => LedgerJson.Read<Account>(row.GetString(0)), "SELECT data FROM account WHERE person = @1", person.Value)));

    public Task KeepAccount(Account account)
    {
        database.Write(session => (session.Run(
            """
            INSERT INTO account (name, person, data) VALUES (@1, @2, @3)
            ON CONFLICT (name) DO UPDATE SET person = excluded.person, data = excluded.data
            """,
            account.Name, account.Person.Value, LedgerJson.Write(account)), true));
        return Task.CompletedTask;
    }

    public Task<byte[]?> FindSecret(string kind, string id) => Task.FromResult(database.Read(session => (byte[]?)session.Scalar(
        "SELECT data FROM secret WHERE kind = @1 AND id = @2", kind, id)));

    public Task<IReadOnlyDictionary<string, byte[]>> Secrets(string kind) =>
        Task.FromResult<IReadOnlyDictionary<string, byte[]>>(database.Read(session => session.List(
            row => KeyValuePair.Create(row.GetString(0), (byte[])row.GetValue(1)),
            "SELECT id, data FROM secret WHERE kind = @1", kind)).ToDictionary(StringComparer.Ordinal));

    public Task KeepSecret(string kind, string id, byte[] data)
    {
        database.Write(session => (session.Run(
            """
            INSERT INTO secret (kind, id, data) VALUES (@1, @2, @3)
            ON CONFLICT (kind, id) DO UPDATE SET data = excluded.data
            """,
            kind, id, data), true));
        return Task.CompletedTask;
    }

    public Task<byte[]?> TakeSecret(string kind, string id) => Task.FromResult(database.Write(session =>
    {
        byte[]? data = (byte[]?)session.Scalar("SELECT data FROM secret WHERE kind = @1 AND id = @2", kind, id);
        session.Run("DELETE FROM secret WHERE kind = @1 AND id = @2", kind, id);
        return (data, true);
    }));
}
