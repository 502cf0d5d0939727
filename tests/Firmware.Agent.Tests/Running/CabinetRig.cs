using System.Collections.Immutable;
using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using SmartLocker.Firmware.Agent.Kiosk;
using SmartLocker.Firmware.Agent.Link;
using SmartLocker.Firmware.Agent.Running;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Journal;
using SmartLocker.Firmware.Hardware.Io;
using SmartLocker.Firmware.Hardware.Simulated;
using SmartLocker.HardwareSpecs;
using SmartLocker.HardwareSpecs.Cabinets;
using JournalFile = SmartLocker.Firmware.Agent.Journal.Journal;

namespace SmartLocker.Firmware.Agent.Tests.Running;

/// <summary>A whole cabinet on a virtual board in this process, with a journal on disk and no network of its own.</summary>
internal sealed class CabinetRig : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CabinetIo _io;
    private readonly Task _running;

    public CabinetRig(
        TempFolder folder, Func<LinkContext, ILinkSender>? link = null, VirtualBoard? board = null, Func<long>? freeBytes = null)
    {
        Board = board ?? new VirtualBoard(Model, TimeProvider.System);
        Inbox = CabinetLoop.NewInbox();
        _io = new CabinetIo(new IoCycle(Board.Wire(), Model.Policy.SensePoll, Inbox.Writer, TimeProvider.System));
        Journal = JournalFile.OpenFolder(folder.Path, () => JournalId.Parse(Guid.NewGuid().ToString()));
        CabinetParts parts = new(Model, Journal, new CabinetClock(TimeProvider.System, "boot", CabinetBoot.FloorOf(Journal)))
        {
            FreeBytes = freeBytes ?? (() => long.MaxValue),
        };
        Cabinet = new RunningCabinet(parts, Inbox, _io, new CabinetSurroundings(
            "1.0", link ?? (_ => new NoLink()), World.Pepper, TimeProvider.System, NullLoggerFactory.Instance));
        Views = Cabinet.Feed.Join();
        _running = Cabinet.RunAsync(Board.Scanner, _stop.Token);
    }

    public static CabinetModel Model { get; } = Models.Find("SDL-24-CH")!;

    public VirtualBoard Board { get; }
    public JournalFile Journal { get; }
    public Channel<CabinetInput> Inbox { get; }
    public RunningCabinet Cabinet { get; }
    public Channel<byte[]> Views { get; }

    public IEnumerable<Fact> Facts => Journal.ReadAll().Select(entry => entry.Fact);

    public void Tell(CabinetInput input) => Assert.True(Inbox.Writer.TryWrite(input));
    public void Ask(KioskRequest request) => Tell(new CabinetInput.KioskAsked(request));

    /// <summary>Waits for a view, in the order in which views come.</summary>
    public async Task<KioskView> UntilAsync(Func<KioskView, bool> shows)
    {
        while (true)
        {
            await Views.Reader.ReadAsync(TestContext.Current.CancellationToken);
            if (Cabinet.Feed.View is { } view && shows(view))
            {
                return view;
            }
        }
    }

    /// <summary>Signed in, as far as this cabinet alone can do it.</summary>
    public async Task SignInAsync()
    {
        Tell(new CabinetInput.DesiredReceived(new Core.Desired.DesiredChange.Full(World.Desired(1))));
        await UntilAsync(view => view.Doors.All(door => door.State is not KioskDoorState.Unknown));
        Assert.True(Board.Scanner.TryScan(World.Badge.Value));
        await UntilAsync(view => view.Screen is KioskScreen.EnterPin);
        Ask(new KioskRequest.EnterPin(World.Pin));
        await UntilAsync(view => view.Screen is KioskScreen.Welcome);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _io.Dispose();
        Journal.Dispose();
        _stop.Dispose();
    }
}
