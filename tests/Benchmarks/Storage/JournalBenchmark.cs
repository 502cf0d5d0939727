using System.Globalization;
using Microsoft.Data.Sqlite;
using SmartLocker.Benchmarks.Figuring;
using SmartLocker.Firmware.Agent.Journal;
using SmartLocker.Firmware.Core.Journal;
using JournalFile = SmartLocker.Firmware.Agent.Journal.Journal;

namespace SmartLocker.Benchmarks.Storage;

/// <summary>One journal append beside a bare FULL commit of as many bytes, turn by turn on the same disk.</summary>
internal static class JournalBenchmark
{
    private const int Times = 1_000;
    private const int WarmUp = 50;
    private const int RecordBytes = 200;
    private const double RatioMax = 1.5;
    private const double TailRatioMax = 2;

    public static async Task<int> Run(string[] typed)
    {
        Report.Machine("journal");
        DirectoryInfo place = Directory.CreateTempSubdirectory("journal-benchmark-");
        try
        {
            using JournalFile journal = JournalFile.OpenFolder(place.FullName, () => JournalId.Parse("bench"));
            await using SqliteConnection bare = Bare(Path.Combine(place.FullName, "bare.db"));
            await using SqliteCommand insert = bare.CreateCommand();
            insert.CommandText = "BEGIN IMMEDIATE; INSERT INTO entry (record) VALUES ($1); COMMIT;";
            insert.Parameters.Add(new SqliteParameter("$1", new byte[RecordBytes]));
            return Compare(() => Append(journal), () => insert.ExecuteNonQuery());
        }
        finally
        {
            place.Delete(recursive: true);
        }
    }

    private static int Compare(Action append, Action commit)
    {
        (Latencies ours, Latencies theirs) = (new(), new());
        for (int turn = -WarmUp; turn < Times; turn++)
        {
            // Turns alternate, so that whatever else the disk does falls on both.
            if (turn < 0)
            {
                append();
                commit();
                continue;
            }

            ours.Add(append);
            theirs.Add(commit);
        }

        double ratio = ours.P50 / theirs.P50;
        Console.WriteLine($"journal append:   {ours}");
        Console.WriteLine($"bare FULL commit: {theirs}");
        double tail = ours.P99 / theirs.P99;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ratio p50 {ratio:F2}, p99 {tail:F2}"));
        string goal = string.Create(
            CultureInfo.InvariantCulture, $"p50 within {RatioMax} and p99 within {TailRatioMax} of the bare commit");
        return Report.Goal(goal, ratio <= RatioMax && tail <= TailRatioMax);
    }

    private static void Append(JournalFile journal) => journal.Append(
        [new Fact.DoorShut(7, TimeSpan.FromSeconds(9))],
        new EntryMoment("bench", default, TimeProvider.System.GetUtcNow(), ClockQuality.Synced, Offline: false));

    private static SqliteConnection Bare(string path)
    {
        SqliteConnectionStringBuilder file = new() { DataSource = path, Pooling = false };
        SqliteConnection connection = new(file.ConnectionString);
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText =
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; "
            + "CREATE TABLE entry (id INTEGER PRIMARY KEY, record BLOB NOT NULL)";
        command.ExecuteNonQuery();
        return connection;
    }
}
