using System.Collections.Immutable;
using System.Threading.Channels;
using SmartLocker.Firmware.Agent.Kiosk;
using SmartLocker.Firmware.Agent.Link;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Doors;
using SmartLocker.Firmware.Hardware.Io;
using SmartLocker.Firmware.Hardware.Scanners;

namespace SmartLocker.Firmware.Agent.Running;

/// <summary>The parts of a cabinet put together: lines, loop, screen, scanner.</summary>
/// <remarks>The network is added from outside (<see cref="CabinetSurroundings.Link"/>); a cabinet works without one.</remarks>
public sealed class RunningCabinet
{
    private readonly CabinetIo _io;
    private readonly CabinetLoop _loop;
    private readonly Channel<CabinetInput> _inbox;
    private readonly TimeProvider _time;

    /// <param name="inbox">Where <paramref name="io"/> already reports to.</param>
    /// <param name="io">Its outputs are off already. Drained by <see cref="RunAsync"/>, disposed by the caller.</param>
    public RunningCabinet(CabinetParts parts, Channel<CabinetInput> inbox, CabinetIo io, CabinetSurroundings around)
    {
        (_inbox, _io, _time) = (inbox, io, around.Time);
        CabinetState start = CabinetBoot.Recover(parts, around.FirmwareVersion);
        Feed = new KioskFeed(parts.Clock);
        LinkIdentity identity = new(parts.Model.Id, parts.Model.Revision, around.FirmwareVersion, parts.Clock.BootId);
        Link = around.Link(new LinkContext(parts.Journal, parts.Clock, identity, inbox.Writer, () => OpenDoors(_loop!.State)));
        EffectTargets targets = new(parts.Journal, Link, Feed, around.Pepper);
        EffectRunner effects = new(io, targets, inbox.Writer, around.Logs.CreateLogger<EffectRunner>());
        _loop = new CabinetLoop(parts, start, inbox, effects, around.Logs.CreateLogger<CabinetLoop>())
        {
            OnChanged = state => Feed.Show(KioskView.Of(state, parts.Model)),
        };
        Socket = new KioskSocket(Feed, inbox.Writer);
    }

    public KioskFeed Feed { get; }
    public KioskSocket Socket { get; }
    public ILinkSender Link { get; }
    public CabinetState State => _loop.State;

    /// <summary>
    /// Runs until told to stop, then in order: no new work, the running pulse ends, its outcome goes on record.
    /// </summary>
    /// <remarks>Ends by an exception when a part of it ended by a bug.</remarks>
    public async Task RunAsync(IScanner scanner, CancellationToken stop)
    {
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task loop = _loop.RunAsync(CancellationToken.None);
        Task[] feeders = [Ticker.RunAsync(_inbox.Writer, _time, end.Token), ScanAsync(scanner, end.Token)];
        await Task.WhenAny([loop, _io.Ended, .. feeders]);
        await end.CancelAsync();
        await Task.WhenAll(feeders).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _io.DrainAsync();
        _inbox.Writer.TryComplete();
        await loop;
    }

    private async Task ScanAsync(IScanner scanner, CancellationToken end)
    {
        await foreach (string text in scanner.ReadAllAsync(end))
        {
            await _inbox.Writer.WriteAsync(new CabinetInput.Scanned(text), end);
        }
    }

    private static ImmutableArray<int> OpenDoors(CabinetState state) =>
        [.. state.Doors.Index().Where(door => !door.Item.IsShut && door.Item.State is not DoorState.Unknown)
            .Select(door => door.Index + 1)];
}
