using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using SmartLocker.Benchmarks.Figuring;
using SmartLocker.Firmware.Agent.Journal;
using SmartLocker.Firmware.Core.Journal;
using JournalFile = SmartLocker.Firmware.Agent.Journal.Journal;

namespace SmartLocker.Benchmarks.Storage;

/// <summary>A cabinet starts on a million entries that no server has seen, by checkpoint and without one.</summary>
internal static class ReplayBenchmark
{
    private const int Entries = 1_000_000;
    private const int Batch = 1_000;
    private const double MaxSeconds = 60;

    public static Task<int> Run(string[] typed)
    {
        Report.Machine("replay");
        DirectoryInfo place = Directory.CreateTempSubdirectory("replay-benchmark-");
        try
        {
            string digest = Write(place.FullName);
            long bytes = new FileInfo(Path.Combine(place.FullName, "journal.db")).Length;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Entries} entries, {bytes / 1048576.0:F0} MiB"));
            TimeSpan usual = Open(place.FullName, digest, "none acknowledged, by the newest checkpoint");
            Forget(place.FullName);
            TimeSpan folded = Open(place.FullName, digest, "none acknowledged, all folded: no checkpoint");
            Acknowledge(place.FullName);
            TimeSpan acked = Open(place.FullName, digest, "all acknowledged, by the newest checkpoint");
            bool kept = new[] { usual, folded, acked }.Max().TotalSeconds < MaxSeconds;
            return Task.FromResult(Report.Goal($"{Entries} entries verified and folded within {MaxSeconds} s", kept));
        }
        finally
        {
            place.Delete(recursive: true);
        }
    }

    private static string Write(string folder)
    {
        using JournalFile journal = JournalFile.OpenFolder(folder, () => JournalId.Parse("bench"));
        IEnumerator<Fact> traffic = Traffic.Days().GetEnumerator();
        for (int written = 0; written < Entries; written += Batch)
        {
            journal.Append([.. Traffic.Next(traffic, Batch)], Moment());
            journal.Tend();
        }

        journal.Checkpoint();
        return journal.Held.Digest();
    }

    private static TimeSpan Open(string folder, string digest, string how)
    {
        GC.Collect();
        long start = Stopwatch.GetTimestamp();
        using JournalFile journal = JournalFile.OpenFolder(folder, () => JournalId.Parse("bench"));
        TimeSpan took = Stopwatch.GetElapsedTime(start);
        using Process self = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{how}: {took.TotalSeconds:F2} s, {GC.GetTotalMemory(forceFullCollection: true) / 1048576.0:F1} MiB managed, ")
            + string.Create(CultureInfo.InvariantCulture, $"{self.WorkingSet64 / 1048576.0:F0} MiB resident"));
        return journal.Held.Digest() == digest ? took : throw new InvalidOperationException("Not the same cabinet.");
    }

    private static void Forget(string folder)
    {
        using SqliteConnection connection = new($"Data Source={Path.Combine(folder, "journal.db")};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "DELETE FROM checkpoint";
        command.ExecuteNonQuery();
    }

    private static void Acknowledge(string folder)
    {
        using JournalFile journal = JournalFile.OpenFolder(folder, () => JournalId.Parse("bench"));
        journal.Kept.KeepAck(journal.LastSequence);
        journal.Checkpoint();
    }

    private static EntryMoment Moment() =>
        new("bench", default, TimeProvider.System.GetUtcNow(), ClockQuality.Synced, Offline: true);
}
