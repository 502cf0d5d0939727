using System.Diagnostics;
using SmartLocker.Benchmarks.Figuring;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Journal;
using SmartLocker.HardwareSpecs;
using SmartLocker.Server.Certificates;
using SmartLocker.Server.Features.Demo;
using SmartLocker.Server.Features.Demo.City;
using SmartLocker.Server.Features.Demo.Exchange;
using SmartLocker.Server.Features.Demo.Machines;

namespace SmartLocker.Benchmarks.Scanning;

/// <summary>Scan of a label to the pulse of a latch while the network is gone: the cabinet chooses the door itself.</summary>
/// <remarks>What it knows it learned from a real server before; the journal is on disk, every commit FULL.</remarks>
internal static class OfflineBenchmark
{
    private const double P50MaxMilliseconds = 20;
    private const double P99MaxMilliseconds = 100;
    private const int Visits = 10;
    private const int PacketsPerVisit = 10;
    private static readonly TimeSpan RunMax = TimeSpan.FromSeconds(90);

    public static async Task<int> Run(string[] typed)
    {
        Report.Machine("offline");
        DirectoryInfo place = Directory.CreateTempSubdirectory("offline-benchmark-");
        try
        {
            return await Run(place.FullName);
        }
        catch (Exception halted) when (halted is InvalidOperationException or TimeoutException or DemoFailedException)
        {
            await Console.Error.WriteLineAsync($"offline came to a halt: {halted}");
            return Report.Goal("a run to the end", kept: false);
        }
        finally
        {
            place.Delete(recursive: true);
        }
    }

    private static async Task<int> Run(string place)
    {
        DemoCity city = new();
        await using DemoServer server = await DemoServer.Start(Path.Combine(place, "server"), port: 0);
        CitySeeder seeder = new(server.Services, city);
        await seeder.Seed();
        DemoCabinet own = DemoCity.Cabinets[0];
        string code = await seeder.MakeCode(new PeerIdentity.Cabinet(own.Id), own.SerialNumber);
        await using BenchCabinet cabinet = await BenchCabinet.Open(
            Models.Find(own.Model)!, Path.Combine(place, "agent"), new(server.Grpc, server.CaFile, code, own.SerialNumber));
        await using ExchangeTools tools = new(server, seeder, TextWriter.Null, TimeProvider.System);
        PacketMaker maker = new(city, tools);
        await cabinet.Until(view => view is { Online: true, Screen: KioskScreen.Idle });
        Queue<Shipment> packets = [];
        for (int made = 0; made < (Visits + 1) * PacketsPerVisit; made++) { packets.Enqueue(await maker.Make()); }

        await cabinet.UntilKnown(packets.Last().Packet);
        await cabinet.CutLink();
        Latencies cold = await Visit(cabinet, city, packets);
        Latencies all = new();
        long startedAt = Stopwatch.GetTimestamp();
        while (packets.Count > 0 && Stopwatch.GetElapsedTime(startedAt) < RunMax)
        {
            foreach (TimeSpan one in (await Visit(cabinet, city, packets)).All) { all.Add(one); }
        }

        Console.WriteLine($"first visit after the start, not counted: {cold}");
        Console.WriteLine($"scan to pulse without a network: {all}");
        int chosen = cabinet.Journal.ReadAll().Select(entry => entry.Fact).OfType<Fact.ReleaseIntended>()
            .Count(release => release.Authorisation is Authorisation.AssignedLocally);
        Console.WriteLine($"{chosen} of {cold.Count + all.Count} doors chosen by the cabinet");
        return Report.Goal(
            $"p50 at most {P50MaxMilliseconds} ms, p99 at most {P99MaxMilliseconds} ms, every door chosen by the cabinet",
            all.P50 <= P50MaxMilliseconds && all.P99 <= P99MaxMilliseconds && chosen == cold.Count + all.Count);
    }

    private static async Task<Latencies> Visit(BenchCabinet cabinet, DemoCity city, Queue<Shipment> packets)
    {
        Latencies pulses = new();
        Shipment[] some = [.. Enumerable.Range(0, PacketsPerVisit).Select(_ => packets.Dequeue())];
        await ScanBenchmark.Deposit(cabinet, PacketMaker.Sender(city).Courier, some, pulses);
        await ScanBenchmark.Collect(cabinet, PacketMaker.Receiver(city).Courier);
        return pulses;
    }
}
