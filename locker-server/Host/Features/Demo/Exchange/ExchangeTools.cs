using System.Collections.Concurrent;
using SmartLocker.Contracts.V1;
using SmartLocker.Server.Certificates;
using SmartLocker.Server.Features.Demo.City;
using SmartLocker.Server.Features.Demo.Machines;

namespace SmartLocker.Server.Features.Demo.Exchange;

/// <summary>What the people of an exchange share: their browsers, their agencies' document systems, and who is where.</summary>
internal sealed class ExchangeTools(DemoServer server, CitySeeder seeder, TextWriter progress, TimeProvider time)
    : IAsyncDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);

    /// <summary>Generous: a machine may do ten other things.</summary>
    private static readonly TimeSpan HappensWithin = TimeSpan.FromSeconds(120);

    private readonly ConcurrentDictionary<PersonId, Lazy<Task<Browser>>> _browsers = new();
    private readonly ConcurrentDictionary<AgencyCode, Lazy<Task<DocumentSystem>>> _systems = new();

    public BusyPeople People { get; } = new();

    public Task<Browser> BrowserOf(DemoPerson person) =>
        _browsers.GetOrAdd(person.Id, _ => new Lazy<Task<Browser>>(() => Browser.SignIn(server.Web, person))).Value;

    /// <summary>What the sender's document system is told of its packet.</summary>
    public async Task<Packet> Look(DemoAgency sender, PacketId packet) => await (await SystemOf(sender.Code)).Get(packet);

    /// <summary>Waits for an event on the packet's time-line.</summary>
    public async Task<Packet> UntilHappened(Shipment shipment, string what)
    {
        long startedAt = time.GetTimestamp();
        while (true)
        {
            Packet packet = await Look(shipment.Sender, shipment.Packet);
            if (packet.Timeline.Any(happened => happened.What == what)) { return packet; }
            if (time.GetElapsedTime(startedAt) > HappensWithin)
            {
                string seen = string.Join(", ", packet.Timeline.Select(happened => happened.What));
                throw new DemoFailedException($"Waited for {what} of {shipment.Packet}; its time-line has {seen}.");
            }

            await Task.Delay(LookEvery, time);
        }
    }

    /// <summary>The receiver's clerk confirms every document of the packet on its page.</summary>
    public async Task Receipt(Shipment shipment)
    {
        Browser clerk = await BrowserOf(shipment.Receiver.Clerk);
        await clerk.Read($"/packets/{shipment.Packet}");
        await clerk.Post($"/packets/{shipment.Packet}/receipt", [("all", "Received")]);
        Say($"{shipment.Packet} is receipted by {shipment.Receiver.Name}.");
    }

    public void Say(string line) => progress.WriteLine(line);

    public async ValueTask DisposeAsync()
    {
        foreach (Task<Browser> browser in Made(_browsers.Values)) { (await browser).Dispose(); }
        foreach (Task<DocumentSystem> system in Made(_systems.Values)) { (await system).Dispose(); }
    }

    private static IEnumerable<Task<T>> Made<T>(IEnumerable<Lazy<Task<T>>> all) =>
        all.Where(one => one.IsValueCreated && one.Value.IsCompletedSuccessfully).Select(one => one.Value);

    private Task<DocumentSystem> SystemOf(AgencyCode agency) =>
        _systems.GetOrAdd(agency, code => new Lazy<Task<DocumentSystem>>(() => Enrol(code))).Value;

    private async Task<DocumentSystem> Enrol(AgencyCode agency)
    {
        string serial = $"system-{agency}";
        string code = await seeder.MakeCode(new PeerIdentity.DocumentSystem(agency), serial);
        return await DocumentSystem.Enrol(server.Grpc, server.CaFile, code, serial);
    }
}
