using SmartLocker.Disks;
using SmartLocker.HardwareSpecs;
using SmartLocker.Server.Features.Agencies;
using SmartLocker.Server.Features.Fleet;
using SmartLocker.Server.Features.Intake;
using SmartLocker.Server.Features.Packets;
using SmartLocker.Server.Rpc.Link;
using SmartLocker.Server.Rpc.Orders;
using SmartLocker.Server.Storage.Sqlite;
using SmartLocker.Simulation.World;

namespace SmartLocker.Simulation.Server;

/// <summary>The server: the product's desks over the product's ledger. Its process can die; what was committed stays.</summary>
internal sealed class ServerNode : IDisposable
{
    private static readonly TimeSpan ChangesGather = TimeSpan.FromMilliseconds(200);

    private readonly City _city;
    private readonly CrashDisk _disk;
    private readonly List<ServerStream> _streams = [];
    private readonly SortedDictionary<CabinetId, ServerStream> _newest = [];
    private LinkDesks _desks = null!;
    private DesiredAudience _audience = null!;
    private long _seen;
    private bool _changesPlanned;

    public ServerNode(City city)
    {
        _city = city;
        _disk = new CrashDisk($"server-{city.Name}");
        Start();
    }

    public SqliteLedger Ledger { get; private set; } = null!;
    public IntakeDesk Intake { get; private set; } = null!;
    public PacketDesk Packets { get; private set; } = null!;
    public OrganisationDesk Organisation { get; private set; } = null!;
    public CabinetRegistry Registry { get; private set; } = null!;
    public ReconciliationDesk Reconciliation { get; private set; } = null!;

    public ServerStream Accept(CabinetId cabinet)
    {
        ServerStream stream = new(_city, cabinet, new CabinetSession(cabinet, _desks, _city.Time));
        _streams.Add(stream);
        return stream;
    }

    /// <summary>The newest stream of a cabinet wins; the older one is closed.</summary>
    public void Welcomed(ServerStream stream)
    {
        ServerStream? older = _newest.GetValueOrDefault(stream.Cabinet);
        _newest[stream.Cabinet] = stream;
        older?.TakenOver();
    }

    public void Left(ServerStream stream)
    {
        _streams.Remove(stream);
        if (_newest.GetValueOrDefault(stream.Cabinet) == stream) { _newest.Remove(stream.Cabinet); }
    }

    /// <summary>Down a live stream or nowhere.</summary>
    public bool TryOrder(CabinetId cabinet, PendingOrder order)
    {
        if (_newest.GetValueOrDefault(cabinet) is not { } stream) { return false; }

        stream.Order(order);
        return true;
    }

    /// <summary>Something was committed: streams are told together, a little later.</summary>
    public void LookForChanges()
    {
        if (_changesPlanned || Ledger.Bell.Cursor == _seen) { return; }

        _changesPlanned = true;
        _city.Agenda.In(ChangesGather, TellChanges);
    }

    private void TellChanges()
    {
        IReadOnlyCollection<CabinetId>? concerned = Ended.Now(_audience.Since(_seen));
        (_changesPlanned, _seen) = (false, Ledger.Bell.Cursor);
        ServerStream[] told = concerned is null
            ? [.. _newest.Values] : [.. concerned.Select(id => _newest.GetValueOrDefault(id)).OfType<ServerStream>()];
        foreach (ServerStream stream in told) { stream.Changed(); }
    }

    /// <summary>The process dies; what the operating system took is there.</summary>
    public void Crash()
    {
        _city.Trace.Say("the server's process dies");
        _disk.ProcessDies();
        StartAnew();
    }

    /// <summary>The whole machine: what was not synced is a matter of luck.</summary>
    public void PowerCut()
    {
        _city.Trace.Say("the server loses power");
        _disk.Revive(new DiskLuck(_city.Chance));
        StartAnew();
    }

    public void Dispose()
    {
        Intake.Dispose();
        Ledger.Dispose();
        _disk.Dispose();
    }

    private void StartAnew()
    {
        foreach (ServerStream stream in _streams.ToArray()) { stream.End(); }
        foreach (var cabinet in _city.Cabinets) { cabinet.Link.Cut(); }

        Ledger.Dispose();
        Intake.Dispose();
        Start();
        _city.Watch.ServerStarted();
    }

    private void Start()
    {
        Ledger = new SqliteLedger(_disk.ConnectionString("ledger.db"));
        Intake = new IntakeDesk(Ledger, _city.Time, _city.Chance);
        Packets = new PacketDesk(Ledger, _city.Time);
        Organisation = new OrganisationDesk(Ledger, _city.Time, _city.Chance);
        Registry = new CabinetRegistry(Ledger, _city.Time);
        Reconciliation = new ReconciliationDesk(Ledger, _city.Time);
        _audience = new DesiredAudience(Ledger);
        _desks = new LinkDesks(
            new CabinetDesk(Ledger, _city.Time, _city.Chance, Models.Find),
            new JournalDesk(Ledger, _city.Time),
            new DesiredDesk(Ledger, _city.Time));
    }
}
