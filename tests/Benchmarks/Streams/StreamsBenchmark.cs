using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using SmartLocker.Benchmarks.Figuring;
using SmartLocker.Benchmarks.Processes;

namespace SmartLocker.Benchmarks.Streams;

/// <summary>Idle cabinets on real sessions over mutual TLS; then the server is started anew and all come back.</summary>
internal static class StreamsBenchmark
{
    private const int Cabinets = 10_000;
    private const double MaxMebibytes = 800;
    private static readonly TimeSpan BackWithin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan IdleFor = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan PatienceMax = TimeSpan.FromMinutes(5);

    public static async Task<int> Run(string[] typed)
    {
        Report.Machine("streams");
        int count = typed is [var one, ..] ? int.Parse(one, CultureInfo.InvariantCulture) : Cabinets;
        DirectoryInfo place = Directory.CreateTempSubdirectory("streams-benchmark-");
        try
        {
            await StreamsCity.Found(place.FullName, count);
            return await Run(place.FullName, FreePort(), count);
        }
        finally
        {
            place.Delete(recursive: true);
        }
    }

    private static async Task<int> Run(string folder, int port, int count)
    {
        await using ServeProcess clients = ServeProcess.Clients(folder, port);
        TimeSpan first;
        double idle;
        await using (ServeProcess server = await ServeProcess.Server(folder, port))
        {
            first = await UntilWelcomed(clients, count);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{count} streams after {first.TotalSeconds:F1} s: {Processors(server, clients)}"));
            await Task.Delay(IdleFor);
            idle = server.Mebibytes("VmRSS:");
            Console.WriteLine($"idle {IdleFor.TotalSeconds} s: {server.Memory}, clients {clients.Memory}");
            Console.WriteLine(Processors(server, clients));
        }

        await using ServeProcess again = await ServeProcess.Server(folder, port);
        TimeSpan back = await UntilWelcomed(clients, count);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"all back {back.TotalSeconds:F1} s after the new server listened: {again.Memory}"));
        Console.WriteLine(Processors(again, clients));
        await Task.Delay(IdleFor);
        double after = again.Mebibytes("VmRSS:");
        Console.WriteLine($"idle {IdleFor.TotalSeconds} s: {again.Memory}, {Processors(again, clients)}");
        return Report.Goal(
            $"{count} idle streams in {MaxMebibytes} MiB, all back within {BackWithin.TotalSeconds} s",
            Math.Max(idle, after) <= MaxMebibytes && back <= BackWithin);
    }

    private static string Processors(ServeProcess server, ServeProcess clients) =>
        $"server {server.Processor}, clients {clients.Processor}";

    private static async Task<TimeSpan> UntilWelcomed(ServeProcess clients, int count)
    {
        long start = Stopwatch.GetTimestamp();
        while (clients.Welcomed >= count) { await Task.Delay(TimeSpan.FromMilliseconds(50)); }

        int told = 0;
        while (clients.Welcomed < count)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100));
            TimeSpan waited = Stopwatch.GetElapsedTime(start);
            if (waited > PatienceMax) { throw new InvalidOperationException($"Only {clients.Welcomed} streams."); }
            if (waited.TotalSeconds > 5 * (told + 1))
            {
                told++;
                await Console.Error.WriteLineAsync($"{waited.TotalSeconds:F0} s: {clients.Welcomed}");
            }
        }

        return Stopwatch.GetElapsedTime(start);
    }

    private static int FreePort()
    {
        using TcpListener any = new(IPAddress.Loopback, 0);
        any.Start();
        return ((IPEndPoint)any.LocalEndpoint).Port;
    }
}
