using SmartLocker.Server.Storage;
using SmartLocker.Server.Storage.Sqlite;

namespace SmartLocker.Storage.Compliance;

/// <summary>The stories on a file, as the server keeps it.</summary>
public sealed class SqliteFileStories : LedgerStories
{
    protected override ILedger Open() => new SqliteLedger(SqliteFixture.File());
}

/// <summary>The stories on a shared memory, as the simulator uses it.</summary>
public sealed class SqliteMemoryStories : LedgerStories
{
    protected override ILedger Open() => new SqliteLedger(SqliteFixture.Memory());
}
