using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using SmartLocker.Server.Certificates;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Features.Accounts;
using SmartLocker.Server.Features.Agencies;
using SmartLocker.Server.Features.Demo.City;
using SmartLocker.Server.Features.Demo.Machines;
using SmartLocker.Server.Host.Tests.Web;
using SmartLocker.Server.Rpc.Orders;
using SmartLocker.Server.Storage;

namespace SmartLocker.EndToEnd.Tests.Cabinets;

/// <summary>A real server and one real cabinet process on its stream, with the people of the demonstration.</summary>
public sealed class Town : IAsyncLifetime
{
    public const string SecondAdministrator = "admin-two";

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(50);

    private readonly string _folder = Directory.CreateTempSubdirectory("smartlocker-town-").FullName;
    private readonly DemoCity _city = new();
    private DemoServer? _server;
    private AgentProcess? _agent;
    private HttpClient? _board;

    /// <summary>The screen, and the virtual board beside it.</summary>
    public Uri Screen => _agent!.Kiosk;

    public CabinetId Cabinet => _agent!.Cabinet.Id;

    internal DemoAgency Sender => _city.Agencies[0];

    internal DemoAgency Receiver => _city.Agencies[1];

    internal DemoPerson Administrator => _city.Administrator;

    public ILedger Ledger => _server!.Services.GetRequiredService<ILedger>();

    public async ValueTask InitializeAsync()
    {
        _server = await DemoServer.Start(_folder, 0);
        CitySeeder seeder = new(_server.Services, _city);
        await seeder.Seed();
        await AddAdministrator();

        DemoCabinet cabinet = DemoCity.Cabinets[0];
        string code = await seeder.MakeCode(new PeerIdentity.Cabinet(cabinet.Id), cabinet.SerialNumber);
        string folder = Directory.CreateDirectory(Path.Combine(_folder, "agent")).FullName;
        AgentStart start = new(folder, _server.Grpc, _server.CaFile, code, TextWriter.Null);
        _agent = await AgentProcess.Start(cabinet, start, TimeProvider.System);
        _board = new HttpClient { BaseAddress = _agent.Kiosk };
        ICabinetOrders orders = _server.Services.GetRequiredService<ICabinetOrders>();
        await Until(() => Task.FromResult(orders.Find(cabinet.Id) is not null));
    }

    public async ValueTask DisposeAsync()
    {
        _board?.Dispose();
        if (_agent is not null) { await _agent.DisposeAsync(); }
        if (_server is not null) { await _server.DisposeAsync(); }
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Looks again and again; the test's own end is the only one there is.</summary>
    public static async Task Until(Func<Task<bool>> holds)
    {
        while (!await holds()) { await Task.Delay(LookEvery, TimeProvider.System, TestContext.Current.CancellationToken); }
    }

    /// <summary>Somebody signed in at the pages.</summary>
    public async Task<Visitor> SignIn(string account)
    {
        Visitor visitor = new(_server!.Web);
        await visitor.Get("/sign-in");
        await visitor.Post("/sign-in", ("name", account), ("password", DemoCity.Password));
        Assert.Contains("id=\"sign-out\"", visitor.Page, StringComparison.Ordinal);
        return visitor;
    }

    /// <summary>A packet that is sealed and on its way: the sender's courier carries it.</summary>
    public async Task<string> Send(string number)
    {
        using Visitor clerk = await SignIn(Sender.Clerk.Account);
        string packet = Drops.FirstPacket(await clerk.Upload(
            ("one.di", Drops.Document(number, "檢送會議紀錄", "", Receiver.Code.Value, Sender.Code.Value))));
        await clerk.Get($"/packets/{packet}");
        await clerk.Post($"/packets/{packet}/seal", ("size", "S"));
        return packet;
    }

    /// <summary>Pulses that the coil of a door ever got.</summary>
    public async Task<int> Pulses(int door)
    {
        using JsonDocument doors = JsonDocument.Parse(
            await _board!.GetStringAsync(new Uri("board/state", UriKind.Relative), TestContext.Current.CancellationToken));
        return doors.RootElement.EnumerateArray()
            .Single(one => one.GetProperty("door").GetInt32() == door).GetProperty("pulses").GetInt32();
    }

    public async Task PushShut(int door)
    {
        using HttpResponseMessage answer = await _board!.PostAsync(
            new Uri($"board/doors/{door}/shut", UriKind.Relative), content: null, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode);
    }

    private async Task AddAdministrator()
    {
        PersonId id = PersonId.Parse(SecondAdministrator);
        Person person = new() { Id = id, Name = "第二位管理者", Roles = [Role.Administrator], Agencies = [], StaffOf = [] };
        Assert.Null(await _server!.Services.GetRequiredService<OrganisationDesk>().Describe(person, Actor.Server));
        Assert.Equal(AccountOutcome.Kept, await _server.Services.GetRequiredService<AccountDesk>()
            .SetPassword(SecondAdministrator, id, DemoCity.Password, Actor.Server));
    }
}
