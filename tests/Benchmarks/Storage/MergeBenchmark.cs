using System.Diagnostics;
using System.Globalization;
using SmartLocker.Benchmarks.Figuring;
using SmartLocker.Firmware.Agent.Journal;
using SmartLocker.Firmware.Core.Journal;
using SmartLocker.Server.Storage.Sqlite;
using JournalFile = SmartLocker.Firmware.Agent.Journal.Journal;

namespace SmartLocker.Benchmarks.Storage;

/// <summary>A cabinet comes back with a million entries of three days: how long until the server has them all?</summary>
internal static class MergeBenchmark
{
    private const int Entries = 1_000_000;
    private const int Batch = 1_000;
    private const double MaxMinutes = 10;
    private const double GrowthMaxMebibytes = 64;
    private static readonly TimeSpan Away = TimeSpan.FromHours(72);

    public static async Task<int> Run(string[] typed)
    {
        Report.Machine("merge");
        int entries = typed is [var one, ..] ? int.Parse(one, CultureInfo.InvariantCulture) : Entries;
        DirectoryInfo place = Directory.CreateTempSubdirectory("merge-benchmark-");
        try
        {
            using JournalFile journal = JournalFile.OpenFolder(place.FullName, () => JournalId.Parse("bench"));
            Fill(journal, entries);
            using SqliteLedger ledger = new($"Data Source={Path.Combine(place.FullName, "ledger.db")}");
            return await Send(new Merge(ledger, journal, TimeProvider.System), entries);
        }
        finally
        {
            place.Delete(recursive: true);
        }
    }

    private static async Task<int> Send(Merge merge, int entries)
    {
        long epoch = await merge.Begin();
        (long start, long told, double least, double most) = (Stopwatch.GetTimestamp(), 0, double.MaxValue, 0);
        await merge.Send(epoch, upTo =>
        {
            if (upTo - told < entries / 10) { return; }

            told = upTo;
            double managed = GC.GetTotalMemory(forceFullCollection: true) / 1048576.0;
            (least, most) = (Math.Min(least, managed), Math.Max(most, managed));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{upTo} after {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s, {managed:F1} MiB managed"));
        });
        TimeSpan took = Stopwatch.GetElapsedTime(start);
        string? difference = await merge.Difference();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{entries / took.TotalSeconds:F0} a second; difference: {difference ?? "none"}"));
        return Report.Goal(
            $"{entries} entries merged within {MaxMinutes} minutes, both records alike, memory within {GrowthMaxMebibytes} MiB",
            took.TotalMinutes <= MaxMinutes && difference is null && most - least <= GrowthMaxMebibytes);
    }

    private static void Fill(JournalFile journal, int entries)
    {
        DateTimeOffset left = TimeProvider.System.GetUtcNow() - Away;
        IEnumerator<Fact> traffic = Traffic.Days().GetEnumerator();
        for (int written = 0; written < entries; written += Batch)
        {
            TimeSpan since = Away * ((double)written / entries);
            journal.Append(
                [.. Traffic.Next(traffic, Batch)],
                new EntryMoment("bench", new Uptime(since), left + since, ClockQuality.Holdover, Offline: true));
            journal.Tend();
        }
    }
}
