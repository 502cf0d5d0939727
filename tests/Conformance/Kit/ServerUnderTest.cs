using Google.Protobuf;
using SmartLocker.Server.Features.Fleet;
using SmartLocker.Server.Rpc;
using SmartLocker.Server.Rpc.Link;
using SmartLocker.Server.Rpc.Orders;
using SmartLocker.Server.Storage.Sqlite;
using SmartLocker.Storage.Compliance;
using V1 = SmartLocker.Contracts.V1;

namespace SmartLocker.Conformance.Kit;

/// <summary>The real server below its socket: session, desks and ledger, with a small city on record.</summary>
internal sealed class ServerUnderTest : ITestedEnd, IDisposable
{
    private readonly SqliteLedger _ledger = new($"Data Source=conformance-{Guid.NewGuid():N};Mode=Memory;Cache=Shared");
    private readonly Queue<V1.ServerFrame> _said = new();
    private CabinetSession _session;

    private ServerUnderTest()
    {
        City = new City(_ledger);
        Connect();
    }

    public City City { get; }
    public string? Ended { get; private set; }
    public LiveCabinet? Live => _session.Live;

    /// <summary>The stream of now, so that a script may go on with an older one.</summary>
    public CabinetSession Stream => _session;

    public static async Task<ServerUnderTest> Make()
    {
        ServerUnderTest server = new();
        await server.City.Found();
        return server;
    }

    [System.Diagnostics.CodeAnalysis.MemberNotNull(nameof(_session))]
    public void Connect()
    {
        _session = new CabinetSession(
            City.CabinetOne, new LinkDesks(City.Cabinets, City.Journals, new DesiredDesk(_ledger, City.Time)), City.Time);
        Ended = null;
    }

    /// <summary>Goes on with a stream that another has replaced.</summary>
    public void GoBackTo(CabinetSession older) => (_session, Ended) = (older, null);

    public Task Hear(byte[] frame) => Take(new SessionInput.Came(V1.CabinetFrame.Parser.ParseFrom(frame)));

    /// <summary>A frame that stood in line for a while.</summary>
    public Task HearLate(V1.CabinetFrame frame, TimeSpan late)
    {
        long received = City.Time.GetTimestamp();
        City.Time.Advance(late);
        return Take(new SessionInput.Came(frame, received));
    }

    public IMessage? Speak() => _said.TryDequeue(out V1.ServerFrame? frame)
        ? V1.ServerFrame.Parser.ParseFrom(frame.ToByteArray())
        : null;

    public async Task Wait(TimeSpan span)
    {
        for (TimeSpan left = span; left > TimeSpan.Zero; left -= TimeSpan.FromSeconds(5))
        {
            City.Time.Advance(TimeSpan.FromSeconds(Math.Min(5, left.TotalSeconds)));
            if (Ended is null) { await Take(new SessionInput.Tick()); }
        }
    }

    public Task Changes() => Take(new SessionInput.Changed());

    public async Task<PendingOrder> Order(CabinetOrder order)
    {
        PendingOrder pending = new("order-1", order);
        await Take(new SessionInput.Ordered(pending));
        return pending;
    }

    public void Dispose()
    {
        City.Dispose();
        _ledger.Dispose();
    }

    private async Task Take(SessionInput input)
    {
        SessionStep step = await _session.Handle(input);
        foreach (V1.ServerFrame frame in step.Send) { _said.Enqueue(frame); }

        Ended ??= step.End is { } end ? $"{end.Problem.Code()}: {end.Detail}" : null;
    }
}
