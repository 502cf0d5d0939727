using System.Collections.Immutable;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SmartLocker.HardwareSpecs;
using SmartLocker.Server.Configuration;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Audit;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Core.Packets.Rules;
using SmartLocker.Server.Features.Accounts;
using SmartLocker.Server.Features.Agencies;
using SmartLocker.Server.Features.Fleet;
using SmartLocker.Server.Serve;
using SmartLocker.Server.Storage;
using SmartLocker.Server.Storage.Deciding;

namespace SmartLocker.Server.Host.Tests.Web;

/// <summary>
/// A real server on free ports with a small city: education sends, the school receives, the bureau has nothing to do
/// with it.
/// </summary>
public sealed class City : IAsyncLifetime
{
    public const string Password = "correct horse battery";
    public const string Education = "379030000E";
    public const string School = "379036101X";
    public const string Bureau = "379040000F";

    public static readonly CabinetId Cabinet = CabinetId.Parse("TEST-1");

    private readonly string _folder = Directory.CreateTempSubdirectory("smartlocker-pages-").FullName;
    private WebApplication? _app;

    public Uri Address { get; private set; } = null!;
    public IServiceProvider Services => _app!.Services;
    public ILedger Ledger => Services.GetRequiredService<ILedger>();

    public async ValueTask InitializeAsync()
    {
        IConfigurationRoot settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["SmartLocker:Data"] = _folder,
            ["SmartLocker:WebPort"] = "0",
            ["SmartLocker:GrpcPort"] = "0",
            ["SmartLocker:GrpcAddress"] = "127.0.0.1",
        }).Build();
        ServerOptions options = ServerOptions.Read(settings);
        _app = ServerHost.Build(options, LogLevel.Warning);
        Address = (await ServerHost.Start(_app)).Web;
        await Seed();
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Somebody in front of a browser, signed in.</summary>
    public async Task<Visitor> SignIn(string account)
    {
        Visitor visitor = new(Address);
        await visitor.Get("/sign-in");
        HttpResponseMessage answer = await visitor.Post("/sign-in", ("name", account), ("password", Password));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain("A-01", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        return visitor;
    }

    public Visitor Stranger() => new(Address);

    /// <summary>Sends one document from education to the school and returns its packet.</summary>
    public async Task<string> Send(Visitor clerk, string number, string subject, string secrecy = "", string? receiver = null)
    {
        string answer = await clerk.Upload(("doc.di", Drops.Document(number, subject, secrecy, receiver ?? School)));
        return Drops.FirstPacket(answer);
    }

    /// <summary>On the cabinet's record alone, as a restored backup could say.</summary>
    /// <param name="alone">The receiver of what must lie alone.</param>
    public Task<bool> LiesInDoor(int door, PacketId packet, AgencyCode? alone = null) =>
        Ledger.Decide(TimeProvider.System, async now =>
        {
            Stored<Cabinet>? cabinet = await Ledger.FindCabinet(Cabinet);
            Content content = new(packet, alone, PacketSize.S, alone is not null, now);
            Recorded<CabinetEvent> put = new(now, Actor.Cabinet(Cabinet), new CabinetEvent.ContentPut(door, content));
            return new Plan<bool>(new Commit { Changes = Change.Of(cabinet, [put]) }, true);
        });

    /// <summary>The cabinet's reports, as if it had told them.</summary>
    public async Task Deposit(string packet) => await Report(packet, new PacketCommand.RecordDeposit(
        PersonId.Parse("courier-edu"), Cabinet, 3, CommandId.Parse(Guid.NewGuid().ToString()), ReceiverCollectsHere: true));

    /// <inheritdoc cref="Deposit"/>
    public async Task PickUp(string packet)
    {
        ImmutableArray<PersonId> persons = [PersonId.Parse("clerk-school"), PersonId.Parse("opener-school")];
        List<Person> known = [];
        foreach (PersonId person in persons) { known.Add((await Ledger.FindPerson(person))!.State); }

        await Report(packet, new PacketCommand.RecordPickup(
            new PickupReport(Cabinet, 3, persons, CommandId.Parse(Guid.NewGuid().ToString()), SealState.Intact), [.. known]));
    }

    private Task<bool> Report(string packet, PacketCommand report) => Ledger.Decide(TimeProvider.System, async now =>
    {
        Stored<Packet>? stored = await Ledger.FindPacket(PacketId.Parse(packet));
        PacketOutcome.Decided decided = Assert.IsType<PacketOutcome.Decided>(PacketRules.Decide(stored!.State, report, now));
        return new Plan<bool>(new Commit { Changes = Change.Of(stored, decided.Events) }, true);
    });

    private async Task Seed()
    {
        OrganisationDesk organisation = Services.GetRequiredService<OrganisationDesk>();
        await organisation.Describe(new Agency { Code = AgencyCode.Parse(Education), Name = "臺北市政府教育局" }, Actor.Server);
        await organisation.Describe(
            new Agency { Code = AgencyCode.Parse(School), Name = "臺北市立範例國民中學", CollectionCabinets = [Cabinet] }, Actor.Server);
        await organisation.Describe(new Agency { Code = AgencyCode.Parse(Bureau), Name = "臺北市政府工務局" }, Actor.Server);
        await Person("clerk-edu", "王教育", Education, Role.Clerk);
        await Person("courier-edu", "李傳遞", Education, Role.Courier);
        await Person("clerk-school", "陳學校", School, Role.Clerk);
        await Person("opener-school", "林拆封", School, Role.Courier);
        await Person("clerk-bureau", "張工務", Bureau, Role.Clerk);
        await Person("admin-one", "管一", null, Role.Administrator);
        await Person("admin-two", "管二", null, Role.Administrator);
        await Services.GetRequiredService<CabinetRegistry>().Register(
            Cabinet, Models.All[0], new CabinetSettings { DisplayName = "市府一樓" }, new byte[32], Actor.Server);
    }

    private async Task Person(string id, string name, string? agency, Role role)
    {
        ImmutableSortedSet<AgencyCode> agencies = agency is null ? [] : [AgencyCode.Parse(agency)];
        Person person = new() { Id = PersonId.Parse(id), Name = name, Roles = [role], Agencies = agencies, StaffOf = agencies };
        Assert.Null(await Services.GetRequiredService<OrganisationDesk>().Describe(person, Actor.Server));
        AccountDesk accounts = Services.GetRequiredService<AccountDesk>();
        Assert.Equal(AccountOutcome.Kept, await accounts.SetPassword(id, person.Id, Password, Actor.Server));
    }
}
