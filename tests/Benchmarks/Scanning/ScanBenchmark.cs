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

/// <summary>
/// Scan of a packet's label to the pulse of a latch, with the server's assignment: ledger and journal on disk, every commit
/// FULL, gRPC over mutual TLS.
/// </summary>
/// <remarks>
/// The next label is scanned 300 ms after the screen is ready for it, when the last pulse is over; no person is as fast.
/// </remarks>
internal static class ScanBenchmark
{
    private const double P99MaxMilliseconds = 50;
    private const int Visits = 20;
    private const int PacketsPerVisit = 10;

    /// <summary>A machine that is busy with other things makes fewer visits; the figures name their scans.</summary>
    private static readonly TimeSpan RunMax = TimeSpan.FromSeconds(60);

    /// <summary>From the last shut door to the notice: the journal's way to the server, and the outbox.</summary>
    private static readonly TimeSpan NoticeMax = TimeSpan.FromSeconds(20);

    public static async Task<int> Run(string[] typed)
    {
        Report.Machine("scan");
        DirectoryInfo place = Directory.CreateTempSubdirectory("scan-benchmark-");
        try
        {
            return await Run(place.FullName);
        }
        catch (Exception halted) when (halted is InvalidOperationException or TimeoutException or DemoFailedException)
        {
            await Console.Error.WriteLineAsync($"scan came to a halt: {halted}");
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

        // The first visit wakes the program up: methods are compiled, connections made. It is told, and not counted.
        Latencies cold = await Visit(cabinet, city, maker);
        Latencies all = new();
        long startedAt = Stopwatch.GetTimestamp();
        for (int visit = 0; visit < Visits && Stopwatch.GetElapsedTime(startedAt) < RunMax; visit++)
        {
            foreach (TimeSpan one in (await Visit(cabinet, city, maker)).All) { all.Add(one); }

            await Console.Error.WriteLineAsync($"visit {visit + 1} of {Visits} is over");
        }

        Console.WriteLine($"first visit after the start, not counted: {cold}");
        Console.WriteLine($"scan to pulse: {all}");
        int assigned = Releases(cabinet).Count(release => release.Authorisation is Authorisation.Assigned);
        Console.WriteLine($"{assigned} of {cold.Count + all.Count} doors assigned by the server");
        return Report.Goal(
            $"p99 at most {P99MaxMilliseconds} ms, every door assigned by the server",
            all.P99 <= P99MaxMilliseconds && assigned == cold.Count + all.Count);
    }

    private static IEnumerable<Fact.ReleaseIntended> Releases(BenchCabinet cabinet) =>
        cabinet.Journal.ReadAll().Select(entry => entry.Fact).OfType<Fact.ReleaseIntended>();

    /// <summary>A courier puts some in; then the receiver's courier takes them, so that there is room again.</summary>
    private static async Task<Latencies> Visit(BenchCabinet cabinet, DemoCity city, PacketMaker maker)
    {
        List<Shipment> packets = [];
        for (int index = 0; index < PacketsPerVisit; index++) { packets.Add(await maker.Make()); }

        Latencies pulses = new();
        await Deposit(cabinet, PacketMaker.Sender(city).Courier, packets, pulses);
        await Notified(cabinet, maker, packets[^1]);
        await Collect(cabinet, PacketMaker.Receiver(city).Courier);
        return pulses;
    }

    internal static async Task Deposit(
        BenchCabinet cabinet, DemoPerson courier, IReadOnlyList<Shipment> packets, Latencies pulses)
    {
        await SignIn(cabinet, courier);
        await cabinet.Until(view => view.Screen == KioskScreen.Welcome);
        for (int index = 0; index < packets.Count; index++)
        {
            await BenchCabinet.Pause();
            pulses.Add(await cabinet.ScanToPulse(packets[index].Packet.Value));
            int done = index + 1;
            KioskView open = await cabinet.Until(view => view.Screen == KioskScreen.PutIn && IsOpen(view));
            cabinet.PushShut(open.Compartment!.Value);
            await cabinet.Until(view => view.Screen == KioskScreen.Welcome && view.Deposited == done);
        }

        await SignOut(cabinet);
        await BenchCabinet.Pause();
    }

    private static async Task Notified(BenchCabinet cabinet, PacketMaker maker, Shipment packet)
    {
        try
        {
            await maker.UntilNotified(packet).WaitAsync(NoticeMax);
        }
        catch (TimeoutException)
        {
            throw new InvalidOperationException($"No notice of {packet.Packet}: {cabinet.Condition}");
        }
    }

    internal static async Task Collect(BenchCabinet cabinet, DemoPerson courier)
    {
        await SignIn(cabinet, courier);
        KioskView shown = await cabinet.Until(view => view.Screen is KioskScreen.Welcome or KioskScreen.TakeOut);
        if (shown is { Screen: KioskScreen.Welcome, Message: null })
        {
            await cabinet.Until(view => view.Waiting > 0);
            await cabinet.Ask(new KioskRequest.StartPickup());
        }

        int shut = 0;
        while (true)
        {
            int last = shut;
            KioskView view = await cabinet.Until(view =>
                view.Message?.Kind == NoticeKind.PickupDone
                || (view.Screen == KioskScreen.TakeOut && view.Compartment != last && IsOpen(view)));
            if (view.Screen != KioskScreen.TakeOut) { break; }

            shut = view.Compartment!.Value;
            cabinet.PushShut(shut);
        }

        await SignOut(cabinet);
    }

    internal static async Task SignIn(BenchCabinet cabinet, DemoPerson person)
    {
        cabinet.Scan(person.Badge.Value);
        await cabinet.Until(view => view.Screen == KioskScreen.EnterPin);
        await cabinet.Ask(new KioskRequest.EnterPin(person.Pin));
        await cabinet.Until(view => view.Screen is not (KioskScreen.Idle or KioskScreen.EnterPin or KioskScreen.CheckingPin));
    }

    internal static async Task SignOut(BenchCabinet cabinet)
    {
        await cabinet.Ask(new KioskRequest.SignOut());
        await cabinet.Until(view => view.Screen == KioskScreen.Idle);
    }

    private static bool IsOpen(KioskView view) =>
        view.Compartment is { } lit && view.Doors.Any(door => door.Number == lit && door.State == KioskDoorState.Open);
}
