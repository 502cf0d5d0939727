using Microsoft.Data.Sqlite;

namespace SmartLocker.Disks.Tests;

/// <summary>The disk keeps what a disk must keep, and bites whoever relies on more.</summary>
public sealed class CrashDiskTests : IDisposable
{
    private readonly CrashDisk _disk = new($"test-{Guid.NewGuid():N}");

    public void Dispose() => _disk.Dispose();

    [Theory]
    [InlineData("FULL", "WAL")]
    [InlineData("EXTRA", "DELETE")]
    [InlineData("FULL", "TRUNCATE")]
    public void Full_synchronisation_loses_nothing_whatever_becomes_of_the_rest(string synchronous, string journal)
    {
        int done = 0;
        foreach (Fate fate in Fate.All)
        {
            using (Book book = new(_disk, synchronous, journal))
            {
                for (int round = 0; round < 5; round++) { book.Write(++done); }

                _disk.Kill();
            }

            _disk.Revive(fate);
        }

        using Book after = new(_disk, synchronous, journal);
        Assert.Equal(Enumerable.Range(1, done), after.Numbers());
        Assert.Equal("ok", after.Text("PRAGMA integrity_check"));
    }

    [Theory]
    [InlineData("OFF")]
    [InlineData("NORMAL")]
    public void Less_synchronisation_loses_what_was_committed(string synchronous)
    {
        using (Book book = new(_disk, synchronous))
        {
            book.Write(1);
            book.Write(2);
            Assert.Equal([1, 2], book.Numbers());
            _disk.Kill();
        }

        _disk.Revive();
        using Book after = new(_disk);
        Assert.Empty(after.Numbers());
    }

    /// <summary>sqlite.org, PRAGMA synchronous: only EXTRA syncs the directory after the log was deleted to commit.</summary>
    [Fact]
    public void A_deletion_that_was_not_synced_comes_back()
    {
        using (Book book = new(_disk, "FULL", "DELETE"))
        {
            book.Write(1);
            _disk.Kill();
        }

        _disk.Revive();
        using Book after = new(_disk);
        Assert.Empty(after.Numbers());
    }

    [Fact]
    public void A_disk_that_reorders_spoils_a_database_that_never_syncs()
    {
        bool spoilt = false;
        for (ulong subset = 0; subset < 64 && !spoilt; subset++)
        {
            using CrashDisk disk = new($"test-{Guid.NewGuid():N}");
            using (Book book = new(disk, "OFF", "MEMORY"))
            {
                book.WriteAll(1, 20);
                disk.Kill();
            }

            disk.Revive(Fate.Subset(subset << 2 | 3));
            spoilt = Spoilt(disk);
        }

        Assert.True(spoilt);
    }

    [Fact]
    public void A_torn_write_is_half_there()
    {
        using (Book book = new(_disk))
        {
            book.Run("PRAGMA wal_checkpoint(TRUNCATE)");
            book.Run("PRAGMA synchronous = NORMAL");
            book.WriteAll(1, 20);
            _disk.Kill();
        }

        long whole = _disk.SizeOf(Book.File + "-wal");
        _disk.Revive(Fate.Torn);
        long torn = _disk.SizeOf(Book.File + "-wal");
        Assert.InRange(torn, 1, whole - 1);
        Assert.Equal(0, torn % 512);

        // The checksums of the log tell: nothing of the transaction is there.
        using Book after = new(_disk);
        Assert.Empty(after.Numbers());
    }

    [Fact]
    public void What_the_system_took_outlives_the_process_alone()
    {
        Book book = new(_disk, "OFF");
        book.Write(1);
        _disk.ProcessDies();
        Assert.Throws<SqliteException>(() => book.Write(2));
        book.Dispose();
        using Book after = new(_disk);
        Assert.Equal([1], after.Numbers());
    }

    [Fact]
    public void A_full_disk_is_seen_as_full_and_takes_writes_again_when_there_is_space()
    {
        using Book book = new(_disk);
        book.Write(1);
        _disk.Refuse(DiskError.Full);
        Assert.Equal(13, Assert.Throws<SqliteException>(() => book.Write(2)).SqliteErrorCode);
        Assert.Equal([1], book.Numbers());
        _disk.Obey();
        book.Write(2);
        Assert.Equal([1, 2], book.Numbers());
    }

    [Fact]
    public void A_failing_disk_is_seen_as_failing_at_the_operation_it_was_told()
    {
        using Book book = new(_disk);
        book.Write(1);
        long before = _disk.Operations;
        book.Write(2);
        long each = _disk.Operations - before;
        Assert.InRange(each, 3, 20);
        for (int number = 1; number <= each; number++)
        {
            _disk.FailAt(_disk.Operations + number, DiskError.Failing);
            Assert.Equal(10, Assert.Throws<SqliteException>(() => book.Write(3)).SqliteErrorCode);
            _disk.Obey();
        }

        book.Write(3);
        Assert.Equal([1, 2, 3], book.Numbers());
    }

    [Fact]
    public void What_a_failed_sync_forgot_no_later_sync_brings_back()
    {
        using (Book book = new(_disk, "NORMAL"))
        {
            book.Run("PRAGMA wal_autocheckpoint = 0");
            book.Write(1);
            _disk.Refuse(DiskError.Failing);
            Assert.Throws<SqliteException>(() => book.Run("PRAGMA synchronous = FULL; PRAGMA wal_checkpoint(FULL);"));
            _disk.Obey();
            book.Write(2);
            Assert.Equal([1, 2], book.Numbers());
            _disk.Kill();
        }

        _disk.Revive();
        using Book after = new(_disk);
        Assert.Empty(after.Numbers());
    }

    [Fact]
    public void Death_before_an_operation_leaves_it_undone_and_death_after_it_does_not()
    {
        long commit = OperationsOfOneCommit();
        Assert.Equal([1], Survivors(disk => disk.DieBefore(disk.Operations + commit)));
        Assert.Equal([1, 2], Survivors(disk => disk.DieAfter(disk.Operations + commit)));
    }

    [Fact]
    public void A_rotten_byte_is_read_as_it_is()
    {
        using (Book book = new(_disk)) { book.Write(1); }

        for (long offset = 0; offset < 4096; offset++) { _disk.Rot(Book.File, offset, 0xFF); }

        Assert.True(Spoilt(_disk));
    }

    [Fact]
    public void Two_connections_see_each_other_and_one_writes_at_a_time()
    {
        using Book first = new(_disk);
        using Book second = new(_disk);
        first.Write(1);
        Assert.Equal([1], second.Numbers());
        second.Write(2);
        Assert.Equal([1, 2], first.Numbers());
        first.Run("BEGIN IMMEDIATE");
        second.Run("PRAGMA busy_timeout = 0");
        SqliteCommand refused = second.Command("BEGIN IMMEDIATE", seconds: 1);
        using (refused) { Assert.Equal(5, Assert.Throws<SqliteException>(() => refused.ExecuteNonQuery()).SqliteErrorCode); }

        first.Run("ROLLBACK");
        second.Write(3);
        Assert.Equal([1, 2, 3], first.Numbers());
    }

    private static bool Spoilt(CrashDisk disk)
    {
        try
        {
            using Book book = new(disk);
            return book.Text("PRAGMA integrity_check") != "ok";
        }
        catch (SqliteException)
        {
            return true;
        }
    }

    private long OperationsOfOneCommit()
    {
        using Book book = new(_disk);
        book.Write(1);
        long before = _disk.Operations;
        book.Write(2);
        return _disk.Operations - before;
    }

    private static int[] Survivors(Action<CrashDisk> arm)
    {
        using CrashDisk disk = new($"test-{Guid.NewGuid():N}");
        using (Book book = new(disk))
        {
            book.Write(1);
            arm(disk);
            Assert.Throws<SqliteException>(() => book.Write(2));
        }

        Assert.False(disk.IsAlive);
        disk.Revive();
        using Book after = new(disk);
        return after.Numbers();
    }
}
