using System.Globalization;
using SmartLocker.Benchmarks.Figuring;

namespace SmartLocker.Benchmarks.Month;

/// <summary>What an agent's loop, core and journal hold in memory over a simulated month of visits and idle hours.</summary>
internal static class MonthBenchmark
{
    private const int Days = 30;
    private const int VisitsPerDay = 100;
    private const double DriftMaxMebibytes = 5;

    /// <summary>The first days still load and compile what the others use.</summary>
    private const int SettledAfter = 3;

    public static async Task<int> Run(string[] typed)
    {
        Report.Machine("month");
        DirectoryInfo place = Directory.CreateTempSubdirectory("month-benchmark-");
        try
        {
            await using MonthCabinet cabinet = MonthCabinet.Open(place.FullName);
            List<(double Managed, double Resident)> days = [];
            for (int day = 1; day <= Days; day++)
            {
                await cabinet.Day(VisitsPerDay);
                days.Add(Memory());
                long file = new FileInfo(Path.Combine(place.FullName, "journal.db")).Length;
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"day {day,2}: {days[^1].Managed:F2} MiB managed, {days[^1].Resident:F1} resident; ")
                    + string.Create(
                        CultureInfo.InvariantCulture,
                        $"entries {cabinet.First} to {cabinet.Last}, file {file / 1048576.0:F1} MiB"));
            }

            double managed = Drift(days.Select(day => day.Managed));
            double resident = Drift(days.Select(day => day.Resident));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"from day {SettledAfter} on: managed ± {managed:F2} MiB, resident ± {resident:F2} MiB"));
            return Report.Goal(
                $"a month of {VisitsPerDay} visits a day within ± {DriftMaxMebibytes} MiB, managed and resident",
                managed <= DriftMaxMebibytes && resident <= DriftMaxMebibytes);
        }
        finally
        {
            place.Delete(recursive: true);
        }
    }

    /// <summary>The furthest that any settled day is from the first settled one.</summary>
    private static double Drift(IEnumerable<double> days)
    {
        double[] settled = [.. days.Skip(SettledAfter - 1)];
        return settled.Max(day => Math.Abs(day - settled[0]));
    }

    private static (double Managed, double Resident) Memory()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        string line = File.ReadLines("/proc/self/status").First(text => text.StartsWith("VmRSS:", StringComparison.Ordinal));
        double resident = double.Parse(
            line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
        return (GC.GetTotalMemory(forceFullCollection: true) / 1048576.0, resident);
    }
}
