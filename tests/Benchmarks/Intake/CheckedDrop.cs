using System.Diagnostics;
using System.Globalization;

namespace SmartLocker.Benchmarks.Intake;

/// <summary>What one run of "intake check" in a process of its own cost.</summary>
internal sealed record CheckedDrop(TimeSpan Elapsed, TimeSpan Worked, double PeakMebibytes, int Lines, int ExitCode)
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(2);

    private static string Program => Path.Combine(AppContext.BaseDirectory, "SmartLocker.Server.dll");

    /// <remarks>From the start of the process to its end: what a person waits. The runtime's own start is in it.</remarks>
    public static async Task<CheckedDrop> Run(string path)
    {
        ProcessStartInfo start = new("dotnet")
        {
            ArgumentList = { Program, "intake", "check", path, "--json" },
            RedirectStandardOutput = true,
        };
        long began = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        using CancellationTokenSource over = new();
        Task<(double Peak, TimeSpan Worked)> watching = Watch(process.Id, over.Token);
        int lines = 0;
        while (await process.StandardOutput.ReadLineAsync() is not null) { lines++; }

        await process.WaitForExitAsync();
        TimeSpan elapsed = Stopwatch.GetElapsedTime(began);
        await over.CancelAsync();
        (double peak, TimeSpan worked) = await watching;
        return new CheckedDrop(elapsed, worked, peak, lines, process.ExitCode);
    }

    /// <summary>The kernel keeps both figures itself; they are only read often enough not to miss the last ones.</summary>
    private static async Task<(double Peak, TimeSpan Worked)> Watch(int id, CancellationToken over)
    {
        (double peak, TimeSpan worked) = (0, TimeSpan.Zero);
        while (!over.IsCancellationRequested)
        {
            try
            {
                peak = Math.Max(peak, HighWaterMark(id));
                worked = TimeOnProcessor(id);
            }
            catch (IOException)
            {
                // It ended between two looks.
                break;
            }

            await Task.Delay(Glance, CancellationToken.None);
        }

        return (peak, worked);
    }

    private static double HighWaterMark(int id)
    {
        string? line = File.ReadLines($"/proc/{id}/status")
            .FirstOrDefault(text => text.StartsWith("VmHWM:", StringComparison.Ordinal));
        string[] words = line?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        return words.Length == 3 ? double.Parse(words[1], CultureInfo.InvariantCulture) / 1024 : 0;
    }

    /// <summary>utime and stime, fields 14 and 15 of proc(5), in hundredths of a second; counted behind the name.</summary>
    private static TimeSpan TimeOnProcessor(int id)
    {
        string stat = File.ReadAllText($"/proc/{id}/stat");
        string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        long ticks = long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
        return TimeSpan.FromMilliseconds(ticks * 10);
    }
}
