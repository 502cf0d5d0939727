using System.Reflection;
using System.Threading.Channels;
using SmartLocker.Firmware.Agent.Board;
using SmartLocker.Firmware.Agent.Configuration;
using SmartLocker.Firmware.Agent.Enrolment;
using SmartLocker.Firmware.Agent.Kiosk;
using SmartLocker.Firmware.Agent.Link;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Hardware.Io;
using SmartLocker.Firmware.Hardware.Simulated;
using JournalFile = SmartLocker.Firmware.Agent.Journal.Journal;

namespace SmartLocker.Firmware.Agent.Running;

/// <summary>One start of the agent: lines off, journal, enrolment, screen, network; and the way back.</summary>
public static class AgentRun
{
    public static string FirmwareVersion { get; } =
        Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion
            .Split('+')[0];

    /// <param name="output">Gets "kiosk URL" and "ready".</param>
    public static async Task<int> RunAsync(AgentOptions options, TextWriter output, CancellationToken stop)
    {
        TimeProvider time = TimeProvider.System;
        Channel<CabinetInput> inbox = CabinetLoop.NewInbox();
        VirtualBoard board = new(options.Model, time);
        using CabinetIo io = new(new IoCycle(board.Wire(), options.Model.Policy.SensePoll, inbox.Writer, time));
        DataFolder folder = new(options.DataFolder);
        using JournalFile journal = JournalFile.OpenFolder(folder.Path, () => JournalId.Parse(Guid.NewGuid().ToString()));
        CabinetParts parts = new(
            options.Model, journal, new CabinetClock(time, Guid.NewGuid().ToString(), CabinetBoot.FloorOf(journal)))
        {
            FreeBytes = () => new DriveInfo(folder.Path).AvailableFreeSpace,
        };

        await using WebApplication app = KioskServer.Builder(options.KioskPort).Build();
        using CancellationTokenSource end = CancellationTokenSource
            .CreateLinkedTokenSource(stop, app.Lifetime.ApplicationStopping);
        ILoggerFactory logs = app.Services.GetRequiredService<ILoggerFactory>();
        using ServerAccess? server = options.Server is { } told
            ? await ServerAccess.OpenAsync(folder, told, time, logs.CreateLogger<ServerAccess>(), stop)
            : null;
        Backoff backoff = new() { StartWaitMax = options.StartWait };
        ILinkSender Link(LinkContext context) => server is null
            ? new NoLink()
            : new LinkClient(context, server.Link, time, backoff, logs.CreateLogger<LinkClient>())
            {
                Gauges = new Gauges(journal, folder.Path, time),
            };
        RunningCabinet cabinet = new(
            parts, inbox, io, new CabinetSurroundings(FirmwareVersion, Link, server?.Identity.Pepper ?? [], time, logs));

        app.MapKiosk(cabinet.Socket);
        new BoardEndpoints(board, time).Map(app);
        Task running = cabinet.RunAsync(board.Scanner, end.Token);
        await app.StartAsync(stop);
        await output.WriteLineAsync($"kiosk {KioskServer.AddressOf(app)}/\nready");
        await output.FlushAsync(stop);

        Task trim = new IdleTrim(time, logs.CreateLogger<IdleTrim>()).RunAsync(end.Token);
        Task Renew(CancellationToken stopping) => server!.RenewForeverAsync(time, inbox.Writer, stopping);
        await TalkUntilAsync(running, cabinet.Link as LinkClient, Renew);
        await end.CancelAsync();
        await trim.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await app.StopAsync(CancellationToken.None);
        return ExitCode.Ok;
    }

    /// <summary>The network lives as long as the cabinet runs, and ends after the last outcome is on record.</summary>
    /// <param name="renew">Runs only beside a link.</param>
    private static async Task TalkUntilAsync(Task running, LinkClient? link, Func<CancellationToken, Task> renew)
    {
        using CancellationTokenSource end = new();
        Task[] network = link is null ? [] : [link.RunAsync(end.Token), renew(end.Token)];
        await Task.WhenAny([running, .. network]);
        await end.CancelAsync();
        await Task.WhenAll(network).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await running;
    }
}
