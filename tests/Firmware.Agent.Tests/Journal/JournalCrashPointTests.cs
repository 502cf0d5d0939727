using System.Globalization;
using SmartLocker.Disks;
using SmartLocker.Firmware.Agent.Journal;

namespace SmartLocker.Firmware.Agent.Tests.Journal;

/// <summary>
/// The disk dies, fails or is full at every single operation of a small history, and whatever becomes of what was not synced:
/// the journal opens again with all that was acknowledged and nothing in parts.
/// </summary>
public sealed class JournalCrashPointTests(ITestOutputHelper output)
{
    /// <summary>Up to so many unsynced changes every subset of them is tried.</summary>
    private const int SubsetsMax = 6;

    private static int _disks;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Whenever_the_power_goes_what_was_acknowledged_is_there_and_the_rest_is_whole_or_not(bool after)
    {
        long operations = OperationsOfAll();
        int cases = 0;
        for (long operation = 1; operation <= operations; operation++)
        {
            using CrashDisk disk = New();
            if (after) { disk.DieAfter(operation); }
            else { disk.DieBefore(operation); }

            using JournalHistory history = new(disk);
            history.Run();
            Assert.False(disk.IsAlive);
            foreach (Fate fate in Fates(disk.Unsynced))
            {
                using CrashDisk revived = disk.Copy(Name());
                revived.Revive(fate);
                Found(history, revived, $"{(after ? "after" : "before")} operation {operation}, {fate}");
                cases++;
            }
        }

        output.WriteLine($"journal, power goes: {operations} operations, {cases} cases");
        Assert.True(cases >= operations * Fate.All.Count);
    }

    [Theory]
    [InlineData(DiskError.Full, false)]
    [InlineData(DiskError.Full, true)]
    [InlineData(DiskError.Failing, false)]
    [InlineData(DiskError.Failing, true)]
    [InlineData(DiskError.FailingLate, false)]
    [InlineData(DiskError.FailingLate, true)]
    public void Whatever_the_disk_refuses_did_not_happen_and_the_rest_goes_on(DiskError error, bool forGood)
    {
        long operations = OperationsOfAll();
        (int cases, int failed) = (0, 0);
        for (long operation = 1; operation <= operations; operation++)
        {
            using CrashDisk disk = New();
            disk.FailAt(operation, error, forGood);
            using JournalHistory history = new(disk);
            history.Run();
            failed += history.Failed;
            Assert.True(history.LookLive() is not { } live || history.Expected.IsFoundAs(live), $"{error} from {operation}");
            foreach (Fate fate in Fate.All)
            {
                using CrashDisk cut = disk.Copy(Name());
                cut.Revive(fate);
                Found(history, cut, $"{error} from {operation}, then {fate}");
                cases++;
            }

            history.Dispose();
            disk.Obey();
            Found(history, disk, $"{error} from {operation}, then another program");
        }

        string how = forGood ? "for good" : "once";
        output.WriteLine($"journal, {error} {how}: {operations} operations, {failed} refusals, {cases} cases");
        Assert.True(failed > 0);
    }

    /// <summary>Entries are chained by hash, so a changed one is found; what no hash covers must not harm them.</summary>
    [Fact]
    public void Rot_in_the_file_is_found_or_changes_no_entry()
    {
        using CrashDisk disk = New();
        JournalPicture whole = Written(disk, close: true, keepsAll: true);
        (int found, int harmless) = Rot(disk, JournalHistory.File, 13, rotten => Assert.Equal(whole.Facts, rotten.Facts));
        output.WriteLine($"journal, rot in the file: {found} found, {harmless} harmless");
        Assert.True(found > 100 && harmless > 100);
    }

    /// <summary>Entries that server and checkpoint have are not verified at a start; what they amount to is.</summary>
    [Fact]
    public void Rot_beside_a_checkpoint_is_found_or_changes_nothing_that_the_cabinet_rests_on()
    {
        using CrashDisk disk = New();
        JournalPicture whole = Written(disk, close: true);
        (int found, int harmless) = Rot(disk, JournalHistory.File, 13, rotten => Assert.Equal(whole.Digest, rotten.Digest));
        output.WriteLine($"journal, rot beside a checkpoint: {found} found, {harmless} harmless");
        Assert.True(found > 100 && harmless > 100);
    }

    /// <summary>
    /// A log ends where its checksum does not hold, so rot there can take the end away, as if it had never been written. The
    /// server knows what it acknowledged and finds that out; no entry that is left is another than it was.
    /// </summary>
    [Fact]
    public void Rot_in_the_log_changes_no_entry_that_is_left()
    {
        using CrashDisk disk = New();
        JournalPicture whole = Written(disk, close: false, keepsAll: true);
        int shorter = 0;
        (int found, int harmless) = Rot(disk, JournalHistory.File + "-wal", 37, rotten =>
        {
            Assert.Equal(whole.Facts.Take(rotten.Facts.Length), rotten.Facts);
            shorter += rotten.Facts.Length < whole.Facts.Length ? 1 : 0;
        });
        output.WriteLine($"journal, rot in the log: {found} found, {harmless - shorter} harmless, {shorter} shorter");
        Assert.True(shorter > 0);
    }

    private static (int Found, int Harmless) Rot(CrashDisk disk, string file, int stride, Action<JournalPicture> look)
    {
        (int found, int harmless) = (0, 0);
        for (long offset = 0; offset < disk.SizeOf(file); offset += offset < 100 ? 1 : stride)
        {
            using CrashDisk rotten = disk.Copy(Name());
            rotten.Rot(file, offset, (byte)(1 << (int)(offset % 8)));
            try
            {
                look(JournalHistory.Look(rotten));
                harmless++;
            }
            catch (Exception refused) when (refused is JournalBrokenException or IOException or FormatException)
            {
                found++; // It refuses to start, or says by name that it cannot write, because a bit said so, or cannot read.
            }
        }

        return (found, harmless);
    }

    private static void Found(JournalHistory history, CrashDisk disk, string when)
    {
        JournalPicture found;
        try
        {
            found = JournalHistory.Look(disk);
        }
        catch (JournalBrokenException broken)
        {
            throw new InvalidOperationException($"{when}: {broken.Message}", broken);
        }

        Assert.True(
            history.Possible.Any(one => one.IsFoundAs(found)),
            $"{when}: expected {string.Join(" or ", history.Possible)}, found {found}.");
        Assert.Equal("ok", Integrity(disk));
    }

    private static string Integrity(CrashDisk disk)
    {
        using Microsoft.Data.Sqlite.SqliteConnection connection = new(disk.ConnectionString(JournalHistory.File));
        connection.Open();
        using Microsoft.Data.Sqlite.SqliteCommand command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check";
        return (string)command.ExecuteScalar()!;
    }

    private static JournalPicture Written(CrashDisk disk, bool close, bool keepsAll = false)
    {
        using JournalHistory history = new(disk, keepsAll);
        history.Run();
        if (close) { return history.Expected; }

        // One more program, which dies with everything in its log.
        disk.DieBefore(disk.Operations + 40);
        using JournalHistory again = new(disk, keepsAll);
        again.Run();
        disk.Revive();
        using CrashDisk look = disk.Copy(Name());
        return JournalHistory.Look(look);
    }

    private static IEnumerable<Fate> Fates(int unsynced) => unsynced > SubsetsMax
        ? Fate.All
        : Fate.All.Concat(Enumerable.Range(0, 1 << unsynced).Select(subset => Fate.Subset((ulong)subset)));

    private static long OperationsOfAll()
    {
        using CrashDisk disk = New();
        using JournalHistory history = new(disk);
        history.Run();
        Assert.Equal(0, history.Failed);
        return disk.Operations;
    }

    private static CrashDisk New() => new(Name());

    private static string Name() =>
        string.Create(CultureInfo.InvariantCulture, $"journal-{Interlocked.Increment(ref _disks)}");
}
