using System.Reflection;
using Microsoft.Data.Sqlite;
using SmartLocker.Firmware.Agent.Journal;
using SmartLocker.Firmware.Core.Journal;
using JournalFile = SmartLocker.Firmware.Agent.Journal.Journal;

namespace SmartLocker.Firmware.Agent.Tests.Journal;

/// <summary>What a journal is trusted for, one reason at a time: each check finds what no other one does.</summary>
public sealed class JournalTrustTests : IDisposable
{
    private static readonly EntryMoment Moment = new(
        "boot-1", new Uptime(TimeSpan.FromSeconds(1.5)), new DateTimeOffset(2026, 10, 2, 1, 2, 3, TimeSpan.Zero),
        ClockQuality.Holdover, Offline: true);

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Whoever rewrites an entry can hash it anew; only the next one still tells.</summary>
    [Fact]
    public void An_entry_that_was_rewritten_with_a_hash_of_its_own_is_found_by_the_next()
    {
        using JournalFile journal = Open();
        journal.Append(EveryFact.All.Take(3).ToList(), Moment);
        StoredEntry[] entries = [.. journal.ReadFrom(1)];
        byte[] other = EntryWire.ToRecord(journal.Id, EntryWire.Read(entries[1].Record.AsSpan()).Entry with { Offline = false });
        entries[1] = StoredEntry.After(2, entries[0].Hash, other);

        Assert.True(entries[1].HashHolds());
        Assert.Equal(
            JournalProblem.ChainBroken,
            Assert.Throws<JournalBrokenException>(() => JournalChain.Verify(entries, journal.Id, 0)).Problem);
    }

    [Fact]
    public void A_record_that_says_it_is_another_entry_is_found_though_it_is_chained()
    {
        using JournalFile journal = Open();
        journal.Append(EveryFact.All.Take(2).ToList(), Moment);
        StoredEntry[] entries = [.. journal.ReadFrom(1)];
        byte[] first = [.. entries[0].Record];
        entries[1] = StoredEntry.After(2, entries[0].Hash, first);

        Assert.Equal(
            JournalProblem.RecordMisplaced,
            Assert.Throws<JournalBrokenException>(() => JournalChain.Verify(entries, journal.Id, 0)).Problem);
    }

    [Fact]
    public void A_file_that_was_cut_off_is_refused_by_name()
    {
        using (JournalFile journal = Open())
        {
            for (int times = 0; times < 20; times++) { journal.Append(EveryFact.All, Moment); }
        }

        using (FileStream file = File.OpenWrite(_folder.At("journal.db"))) { file.SetLength(file.Length / 2); }

        Assert.Equal(JournalProblem.Unreadable, Assert.Throws<JournalBrokenException>(Open).Problem);
    }

    [Fact]
    public void One_read_gives_no_more_than_a_batch_and_the_next_goes_on_behind_it()
    {
        using JournalFile journal = Open();
        journal.Append([.. Enumerable.Repeat(EveryFact.All[0], JournalFile.ReadMax + 3)], Moment);
        Assert.Equal(JournalFile.ReadMax, journal.ReadFrom(1, int.MaxValue).Length);
        Assert.Equal([JournalFile.ReadMax + 1, JournalFile.ReadMax + 2, JournalFile.ReadMax + 3],
            journal.ReadFrom(JournalFile.ReadMax + 1).Select(entry => (int)entry.Sequence));
    }

    /// <summary>Said by each connection for itself, so it is asked of the very one that writes.</summary>
    [Fact]
    public void The_connection_that_writes_waits_for_the_disk_in_full()
    {
        using JournalTables tables = JournalTables.Open($"Data Source={_folder.At("journal.db")};Pooling=False", NewId);
        FieldInfo field = typeof(JournalTables).GetField("_connection", BindingFlags.Instance | BindingFlags.NonPublic)!;
        using SqliteCommand command = ((SqliteConnection)field.GetValue(tables)!).CreateCommand();
        command.CommandText = "PRAGMA synchronous";
        Assert.Equal(2L, command.ExecuteScalar());
    }

    private static JournalId NewId() => JournalId.Parse(Guid.NewGuid().ToString());

    private JournalFile Open() => JournalFile.OpenFolder(_folder.Path, NewId);
}
