using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SmartLocker.Firmware.Agent.Configuration;
using SmartLocker.Firmware.Agent.Enrolment;
using SmartLocker.Firmware.Agent.Link;
using SmartLocker.Firmware.Agent.Running;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Hardware.Io;
using SmartLocker.Firmware.Hardware.Simulated;
using CabinetModel = SmartLocker.HardwareSpecs.Cabinets.CabinetModel;
using JournalFile = SmartLocker.Firmware.Agent.Journal.Journal;

namespace SmartLocker.Benchmarks.Scanning;

/// <summary>The agent's real parts around a virtual board with timed wires: journal on disk, link to a real server.</summary>
internal sealed class BenchCabinet : IAsyncDisposable
{
    private static readonly TimeSpan PatienceMax = TimeSpan.FromSeconds(15);

    /// <summary>Longer than a pulse and less than anybody needs for the next packet.</summary>
    private static readonly TimeSpan NextPacketAfter = TimeSpan.FromMilliseconds(300);

    private const int FactsTold = 6;

    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _talk = new();
    private readonly Channel<long> _energised = Channel.CreateUnbounded<long>();
    private readonly Channel<CabinetInput> _inbox = CabinetLoop.NewInbox();
    /// <summary>A link that breaks on the way would spoil the figures: whoever reads them is told.</summary>
    private readonly ILoggerFactory _logs =
        LoggerFactory.Create(logging => logging.AddConsole().SetMinimumLevel(LogLevel.Warning));

    private readonly VirtualBoard _board;
    private readonly ServerAccess _server;
    private readonly CabinetIo _io;
    private readonly RunningCabinet _cabinet;
    private readonly Channel<byte[]> _views;
    private readonly Task _running;
    private readonly Task _talking;

    private BenchCabinet(CabinetModel model, DataFolder folder, ServerAccess server)
    {
        _server = server;
        _board = new VirtualBoard(model, TimeProvider.System);
        IoCycle cycle = new(
            TimedOutput.Wire(_board, _energised.Writer), model.Policy.SensePoll, _inbox.Writer, TimeProvider.System);
        _io = new CabinetIo(cycle);
        Journal = JournalFile.OpenFolder(folder.Path, () => JournalId.Parse(Guid.NewGuid().ToString()));
        CabinetClock clock = new(TimeProvider.System, Guid.NewGuid().ToString(), CabinetBoot.FloorOf(Journal));
        _cabinet = new RunningCabinet(new CabinetParts(model, Journal, clock), _inbox, _io, new CabinetSurroundings(
            "bench", Link, server.Identity.Pepper, TimeProvider.System, _logs));
        _views = _cabinet.Feed.Join();
        _running = _cabinet.RunAsync(_board.Scanner, _stop.Token);
        _talking = ((LinkClient)_cabinet.Link).RunAsync(_talk.Token);

        LinkClient Link(LinkContext context) =>
            new(context, _server.Link, TimeProvider.System, new Backoff(), _logs.CreateLogger<LinkClient>());
    }

    public JournalFile Journal { get; }

    /// <summary>For whoever has to find out why a run came to a halt.</summary>
    public string Condition =>
        $"link {_talking.Status} {_talking.Exception?.InnerException}, loop {_running.Status}, last on record: "
        + string.Join("; ", Journal.ReadAll().TakeLast(FactsTold).Select(entry => entry.Fact));

    public static async Task<BenchCabinet> Open(CabinetModel model, string folder, ServerOptions server)
    {
        DataFolder data = new(folder);
        ServerAccess access = await ServerAccess.OpenAsync(
            data, server, TimeProvider.System, NullLogger<ServerAccess>.Instance, CancellationToken.None);
        return new BenchCabinet(Tireless(model), data, access);
    }

    /// <summary>The network is gone, and does not come back.</summary>
    public async Task CutLink()
    {
        await _talk.CancelAsync();
        await _talking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _inbox.Writer.WriteAsync(new CabinetInput.LinkLost()); // A client that is told to stop says nothing more.
        await Until(view => !view.Online);
    }

    /// <summary>Waits until the cabinet knows a packet that it may be given.</summary>
    public async Task UntilKnown(PacketId packet)
    {
        long start = Stopwatch.GetTimestamp();
        while (Journal.Kept.Desired()?.Packets.ContainsKey(packet) is not true)
        {
            if (Stopwatch.GetElapsedTime(start) > PatienceMax)
            {
                throw new InvalidOperationException($"The cabinet never heard of {packet}: {Condition}");
            }

            await Task.Delay(NextPacketAfter);
        }
    }

    public void Scan(string text)
    {
        if (!_board.Scanner.TryScan(text)) { throw new InvalidOperationException("The scanner's text was not taken."); }
    }

    /// <summary>From the scanner's port to the moment at which a coil carries current.</summary>
    public async Task<TimeSpan> ScanToPulse(string label)
    {
        while (_energised.Reader.TryRead(out _)) { }

        long scannedAt = Stopwatch.GetTimestamp();
        Scan(label);
        Task<long> energised = _energised.Reader.ReadAsync().AsTask();
        try
        {
            return Stopwatch.GetElapsedTime(scannedAt, await energised.WaitAsync(PatienceMax));
        }
        catch (TimeoutException)
        {
            throw new InvalidOperationException($"No pulse followed a scan: {_cabinet.Feed.View}; {Condition}");
        }
    }

    /// <summary>The time in which a person takes up the next packet.</summary>
    public static Task Pause() => Task.Delay(NextPacketAfter);

    public ValueTask Ask(KioskRequest asked) => _inbox.Writer.WriteAsync(new CabinetInput.KioskAsked(asked));

    public void PushShut(int door) => _board.PushShut(door);

    /// <summary>Waits for what the screen shows.</summary>
    public async Task<KioskView> Until(Func<KioskView, bool> shows)
    {
        using CancellationTokenSource patience = new(PatienceMax);
        try
        {
            while (true)
            {
                if (_cabinet.Feed.View is { } view && shows(view)) { return view; }
                if (_cabinet.Feed.View is { Screen: KioskScreen.DoorStuck } halted)
                {
                    throw new InvalidOperationException($"The visit came to a halt: {halted}; {Condition}");
                }

                await _views.Reader.ReadAsync(patience.Token);
            }
        }
        catch (OperationCanceledException)
        {
            throw new InvalidOperationException($"The screen never showed what was awaited: {_cabinet.Feed.View}; {Condition}");
        }
    }

    /// <summary>
    /// A lock takes six pulses a minute and rests a second between two of them: a dozen doors that are used again and again would
    /// measure that limit and nothing else.
    /// </summary>
    private static CabinetModel Tireless(CabinetModel model) => model with
    {
        Banks =
        [
            .. model.Banks.Select(bank => bank with
            {
                PerLockPerMinute = int.MaxValue, Rest = TimeSpan.Zero, LockType = bank.LockType with { MinRest = TimeSpan.Zero },
            }),
        ],
    };

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        await _talk.CancelAsync();
        await _talking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _io.Dispose();
        Journal.Dispose();
        _server.Dispose();
        _stop.Dispose();
        _talk.Dispose();
        _logs.Dispose();
    }
}
