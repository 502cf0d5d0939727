using System.Diagnostics;
using System.Globalization;

namespace SmartLocker.Benchmarks.Intake;

/// <summary>What one run of "intake check" in a process of its own cost.</summary>
internal sealed record CheckedDrop(TimeSpan Elapsed, double PeakMebibytes, int Lines, int ExitCode)
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(2);

    /// <remarks>From the start of the process to its end: what a person waits. The runtime's own start is in it.</remarks>
    public static async Task<CheckedDrop> Run(string path)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!)
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "SmartLocker.Server.dll"), "intake", "check", path, "--json" },
            RedirectStandardOutput = true,
        };
        start.FileName = "dotnet";
        long began = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        Task<double> peak = Peak(process);
        int lines = 0;
        while (await process.StandardOutput.ReadLineAsync() is not null) { lines++; }

        await process.WaitForExitAsync();
        return new CheckedDrop(Stopwatch.GetElapsedTime(began), await peak, lines, process.ExitCode);
    }

    /// <summary>The kernel keeps the highest mark itself; it is only read often enough not to miss the last one.</summary>
    private static async Task<double> Peak(Process process)
    {
        double peak = 0;
        while (!process.HasExited)
        {
            peak = Math.Max(peak, HighWaterMark(process.Id));
            await Task.Delay(Glance);
        }

        return peak;
    }

    private static double HighWaterMark(int id)
    {
        try
        {
            string? line = File.ReadLines($"/proc/{id}/status").FirstOrDefault(text => text.StartsWith("VmHWM:", StringComparison.Ordinal));
            string[] words = line?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
            return words.Length == 3 ? double.Parse(words[1], CultureInfo.InvariantCulture) / 1024 : 0;
        }
        catch (IOException)
        {
            // It ended between the two looks.
            return 0;
        }
    }
}
