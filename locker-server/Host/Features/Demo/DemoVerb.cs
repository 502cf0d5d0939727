using System.Collections.Immutable;
using System.Runtime.InteropServices;
using SmartLocker.Server.Certificates;
using SmartLocker.Server.CommandLine;
using SmartLocker.Server.Features.Demo.City;
using SmartLocker.Server.Features.Demo.Exchange;
using SmartLocker.Server.Features.Demo.Machines;
using SmartLocker.Server.Rpc.Orders;

namespace SmartLocker.Server.Features.Demo;

/// <summary>The verb "demo": a whole small city on this machine, to click through or to run by itself.</summary>
internal sealed class DemoVerb(DemoOptions options, TextWriter output, TextWriter progress)
{
    private const int Done = 0;
    private const int Failed = 1;

    /// <summary>However often the demonstration is started in one folder, its documents are taken in once.</summary>
    private const string TakenInOnce = "demo";

    private static readonly TimeSpan ConnectedWithin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(50);

    private readonly TimeProvider _time = TimeProvider.System;
    private readonly TaskCompletionSource _told = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static Verb Verb { get; } = new(
        "demo", "", "Runs a small city on this machine: the server, two cabinets with virtual boards, people, documents.",
        [.. DemoOptions.Known],
        arguments => new DemoVerb(DemoOptions.Read(arguments), Console.Out, Console.Error).Run());

    private async Task<int> Run()
    {
        // From the first moment on: somebody who stops a demonstration that is still starting means it as well.
        using PosixSignalRegistration interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using PosixSignalRegistration terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        string data = Path.GetFullPath(options.Data ?? Directory.CreateTempSubdirectory("smartlocker-demo-").FullName);
        try
        {
            return await Run(data);
        }
        catch (DemoFailedException failed)
        {
            await progress.WriteLineAsync(failed.Message);
            return Failed;
        }
        finally
        {
            if (options.Data is null) { Directory.Delete(data, recursive: true); }
        }
    }

    private async Task<int> Run(string data)
    {
        DemoCity city = new();
        DemoDrop drop = DemoDrop.Read(options.Intake, progress);
        DropSenders senders = drop.Prepare(city);

        await using DemoServer server = await DemoServer.Start(data, options.Port);
        CitySeeder seeder = new(server.Services, city);
        if (drop.AddressBook is { } book && await seeder.ImportAddressBook(book) is { } problem)
        {
            throw new DemoFailedException($"address-book.json: {problem}");
        }

        await seeder.Seed();
        ImmutableArray<AgentProcess> agents =
            [.. await Task.WhenAll(DemoCity.Cabinets.Select(cabinet => Start(cabinet, data, server, seeder)))];
        try
        {
            await using ExchangeTools tools = new(server, seeder, progress, _time);
            if (!options.Once) { await DropUpload.Send(await tools.BrowserOf(city.Administrator), drop.Files, TakenInOnce); }

            await Connected(server);
            Tell(city, server, agents);
            return options.Once ? await Once(city, tools, drop, senders, agents) : await UntilTold();
        }
        finally
        {
            foreach (AgentProcess agent in agents) { await agent.DisposeAsync(); }
        }
    }

    private async Task<AgentProcess> Start(DemoCabinet cabinet, string data, DemoServer server, CitySeeder seeder)
    {
        string code = await seeder.MakeCode(new PeerIdentity.Cabinet(cabinet.Id), cabinet.SerialNumber);
        string folder = Path.Combine(data, "agents", cabinet.Id.Value);
        Directory.CreateDirectory(folder);
        return await AgentProcess.Start(cabinet, new AgentStart(folder, server.Grpc, server.CaFile, code, progress), _time);
    }

    /// <summary>Ready means: every cabinet is on its stream.</summary>
    private async Task Connected(DemoServer server)
    {
        ICabinetOrders orders = server.Services.GetRequiredService<ICabinetOrders>();
        long startedAt = _time.GetTimestamp();
        while (DemoCity.Cabinets.Any(cabinet => orders.Find(cabinet.Id) is null))
        {
            if (_told.Task.IsCompleted) { throw new DemoFailedException("Stopped before everything was up."); }
            if (_time.GetElapsedTime(startedAt) > ConnectedWithin)
            {
                throw new DemoFailedException("A cabinet did not connect.");
            }

            await Task.Delay(LookEvery, _time);
        }
    }

    private void Tell(DemoCity city, DemoServer server, ImmutableArray<AgentProcess> agents)
    {
        progress.WriteLine($"account {city.Administrator.Account} password {DemoCity.Password} role administrator");
        progress.WriteLine(
            $"service {city.Administrator.Name} badge {city.Administrator.Badge} pin {city.Administrator.Pin} administrator");
        foreach (DemoAgency agency in city.Agencies)
        {
            progress.WriteLine($"account {agency.Clerk.Account} password {DemoCity.Password} role clerk of {agency.Name}");
            foreach (DemoPerson person in new[] { agency.Courier, agency.Clerk })
            {
                progress.WriteLine($"courier {person.Name} badge {person.Badge} pin {person.Pin} {person.Role} of {agency.Name}");
            }
        }

        progress.WriteLine($"web {server.Web}");
        foreach (AgentProcess agent in agents)
        {
            progress.WriteLine($"kiosk {agent.Kiosk} of {agent.Cabinet.Id} {agent.Cabinet.Name}");
            progress.WriteLine($"board {new Uri(agent.Kiosk, "board")} of {agent.Cabinet.Id} {agent.Cabinet.Name}");
        }

        progress.WriteLine($"grpc {server.Grpc.Authority} ca {server.CaFile}");
        progress.WriteLine("ready");
    }

    private async Task<int> Once(
        DemoCity city, ExchangeTools tools, DemoDrop drop, DropSenders senders,
        ImmutableArray<AgentProcess> agents)
    {
        Task<bool> exchange = new WholeExchange(city, tools, _time).Run(drop, senders, agents, new DemoLines(output));

        // A cabinet that is gone fails the whole, however far the rest has come.
        Task first = await Task.WhenAny([exchange, _told.Task, .. agents.Select(agent => agent.Ended)]);
        if (first == _told.Task) { throw new DemoFailedException("Stopped before the exchange was done."); }
        if (first != exchange) { throw new DemoFailedException("An agent ended before the exchange did."); }

        return await exchange ? Done : Failed;
    }

    /// <summary>Everything else is left to whoever clicks.</summary>
    private async Task<int> UntilTold()
    {
        await _told.Task;
        return Done;
    }

    private void Stop(PosixSignalContext signal)
    {
        signal.Cancel = true;
        _told.TrySetResult();
    }
}
