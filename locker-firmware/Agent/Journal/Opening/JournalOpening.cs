using Microsoft.Data.Sqlite;
using SmartLocker.Firmware.Agent.Journal.Checkpoints;
using SmartLocker.Firmware.Agent.Journal.Kept;

namespace SmartLocker.Firmware.Agent.Journal.Opening;

/// <summary>From a file to a journal that is verified, or a reason by its name.</summary>
internal static class JournalOpening
{
    /// <summary>As SQLite numbers its results.</summary>
    private const int SqliteIoError = 10;
    private const int SqliteFull = 13;
    private const int SqliteCannotOpen = 14;

    /// <inheritdoc cref="Journal.OpenFolder"/>
    public static Journal Folder(string folder, Func<JournalId> newId, Upkeep upkeep)
    {
        JournalLock held = JournalLock.Take(folder);
        JournalHead? head = null;
        try
        {
            string path = Path.Combine(folder, "journal.db");
            SqliteConnectionStringBuilder file = new() { DataSource = path, Pooling = false };
            head = JournalHead.Open(folder);
            return By(file.ConnectionString, newId, (held, head), upkeep);
        }
        catch
        {
            head?.Dispose();
            held.Dispose();
            throw;
        }
    }

    /// <inheritdoc cref="Journal.Open"/>
    public static Journal By(
        string connectionString, Func<JournalId> newId, (JournalLock? Lock, JournalHead? Head) folder, Upkeep upkeep)
    {
        JournalTables? tables = null;
        try
        {
            tables = JournalTables.Open(connectionString, newId);
            return new Journal(tables, folder, upkeep);
        }
        catch (Exception failed)
        {
            tables?.Dispose();
            if (ByName(failed) is { } named) { throw named; }

            throw;
        }
    }

    /// <summary>A person replaces a disk, makes room, or decides about a journal: three different errands.</summary>
    /// <returns>Null for what is no word of the disk's or the file's.</returns>
    private static Exception? ByName(Exception failed) => (failed is JournalReadException ? failed.InnerException : failed) switch
    {
        SqliteException { SqliteErrorCode: SqliteFull } full => new JournalWriteException(full.Message, full),
        SqliteException { SqliteErrorCode: SqliteIoError or SqliteCannotOpen } failing =>
            new JournalBrokenException(JournalProblem.DiskFailing, failing.Message, failing),
        SqliteException or FormatException or InvalidCastException or InvalidOperationException or OverflowException =>
            new JournalBrokenException(JournalProblem.Unreadable, failed.Message, failed),
        _ => null,
    };
}
