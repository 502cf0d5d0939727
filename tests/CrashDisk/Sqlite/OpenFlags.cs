namespace SmartLocker.Disks.Sqlite;

/// <summary>What SQLite asks for when it opens a file (sqlite.org/c3ref/c_open_autoproxy.html).</summary>
internal static class OpenFlags
{
    public const int Create = 0x04;
    public const int DeleteOnClose = 0x08;

    /// <summary>SQLITE_OPEN_MAIN_JOURNAL, _SUPER_JOURNAL or _WAL.</summary>
    public const int Log = 0x800 | 0x4000 | 0x8_0000;
}
