using System.Diagnostics;
using System.Globalization;
using System.Runtime;
using Microsoft.Extensions.Logging.Abstractions;
using SmartLocker.Benchmarks.Figuring;
using SmartLocker.Firmware.Agent.Running;

namespace SmartLocker.Benchmarks.Month;

/// <summary>What an agent's loop, core and journal hold in memory over a simulated month of visits and idle hours.</summary>
/// <remarks>A process of its own with the agent's collector settings, and the agent's own trim each night.</remarks>
internal static class MonthBenchmark
{
    public const string Verb = "month-agent";

    /// <summary>As in the agent's project file; the environment writes numbers in hexadecimal.</summary>
    private static readonly (string Name, string Value)[] AgentSettings =
    [
        ("DOTNET_gcServer", "0"), ("DOTNET_gcConcurrent", "0"), ("DOTNET_GCConserveMemory", "7"),
        ("DOTNET_GCGen0MaxBudget", "200000"), ("DOTNET_TieredPGO", "0"),
    ];

    private const int Days = 30;
    private const int VisitsPerDay = 100;
    private const double DriftMaxMebibytes = 5;

    private const int HoursOfNight = 8;
    private const int LooksMax = 40;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(150);

    /// <summary>Two days to warm up: they load and compile what the others use. Later days are held to day 3.</summary>
    private const int SettledAfter = 3;

    public static async Task<int> Run(string[] typed)
    {
        Report.Machine("month");
        ProcessStartInfo start = new("dotnet") { ArgumentList = { typeof(MonthBenchmark).Assembly.Location, Verb } };
        foreach ((string name, string value) in AgentSettings) { start.Environment[name] = value; }
        using Process agent = Process.Start(start)!;
        await agent.WaitForExitAsync();
        return agent.ExitCode;
    }

    public static async Task<int> RunAgent()
    {
        DirectoryInfo place = Directory.CreateTempSubdirectory("month-benchmark-");
        try
        {
            await using MonthCabinet cabinet = MonthCabinet.Open(place.FullName);
            IdleTrim trim = new(TimeProvider.System, NullLogger<IdleTrim>.Instance);
            List<(double Managed, double Resident)> days = [];
            for (int day = 1; day <= Days; day++)
            {
                await cabinet.Day(VisitsPerDay);
                days.Add(await Memory(trim));
                Tell(day, days[^1], cabinet, Path.Combine(place.FullName, "journal.db"));
            }

            double managed = Drift(days.Select(day => day.Managed));
            double resident = Drift(days.Select(day => day.Resident));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"from day {SettledAfter} on: managed ± {managed:F2} MiB, resident ± {resident:F2} MiB"));
            return Report.Goal(
                $"a month of {VisitsPerDay} visits a day within ± {DriftMaxMebibytes} MiB, managed and resident",
                managed <= DriftMaxMebibytes && resident <= DriftMaxMebibytes);
        }
        finally
        {
            place.Delete(recursive: true);
        }
    }

    private static void Tell(int day, (double Managed, double Resident) memory, MonthCabinet cabinet, string journal) =>
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"day {day,2}: {memory.Managed:F2} MiB managed, {memory.Resident:F1} resident ({Status("RssAnon:"):F1} its own, ")
            + string.Create(
                CultureInfo.InvariantCulture,
                $"{Status("RssFile:"):F1} files, {Status("RssShmem:"):F1} code); entries {cabinet.First} to {cabinet.Last}, ")
            + string.Create(CultureInfo.InvariantCulture, $"file {new FileInfo(journal).Length / 1048576.0:F1} MiB"));

    /// <summary>The furthest that any settled day is from the first settled one.</summary>
    private static double Drift(IEnumerable<double> days)
    {
        double[] settled = [.. days.Skip(SettledAfter - 1)];
        return settled.Max(day => Math.Abs(day - settled[0]));
    }

    /// <summary>
    /// In the morning: the agent's own trim has looked at every hour of the night, and the compiler, which works on what the day
    /// made hot, came to its end before the last of them, as it would in hours: a look that finds it at work is not the last.
    /// </summary>
    private static async Task<(double Managed, double Resident)> Memory(IdleTrim trim)
    {
        long compiled = -1;
        for (int hour = 0; hour < HoursOfNight || (compiled != JitInfo.GetCompiledMethodCount() && hour < LooksMax); hour++)
        {
            compiled = JitInfo.GetCompiledMethodCount();
            trim.Trim();
            await Task.Delay(BetweenLooks);
        }

        return (GC.GetTotalMemory(forceFullCollection: true) / 1048576.0, Status("VmRSS:"));
    }

    private static double Status(string field)
    {
        string line = File.ReadLines("/proc/self/status").First(text => text.StartsWith(field, StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }
}
