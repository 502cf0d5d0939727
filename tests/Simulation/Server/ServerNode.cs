using SmartLocker.HardwareSpecs;
using SmartLocker.Server.Features.Fleet;
using SmartLocker.Server.Rpc.Link;
using SmartLocker.Server.Rpc.Orders;
using SmartLocker.Simulation.Cabinets;
using SmartLocker.Simulation.World;

namespace SmartLocker.Simulation.Server;

/// <summary>One program that serves streams: the product's sessions and desks over the store that all nodes share.</summary>
/// <remarks>It knows nothing of the streams of other nodes: epochs in the store tell it that one of its own is a ghost.</remarks>
internal sealed class ServerNode
{
    private static readonly TimeSpan ChangesGather = TimeSpan.FromSeconds(1);

    private readonly City _city;
    private readonly List<ServerStream> _streams = [];
    private readonly SortedDictionary<CabinetId, ServerStream> _newest = [];
    private readonly Queue<Action> _postponed = new();
    private LinkDesks _desks = null!;
    private DesiredAudience _audience = null!;
    private long _seen;
    private bool _changesPlanned;

    public ServerNode(City city, int number)
    {
        (_city, Number) = (city, number);
        Start();
    }

    public int Number { get; }
    public bool IsUp { get; private set; }
    public bool IsPaused { get; private set; }

    public ServerStream Accept(CabinetNode cabinet)
    {
        ServerStream stream = new(_city, this, cabinet, new CabinetSession(cabinet.Id, _desks, _city.Time));
        _streams.Add(stream);
        return stream;
    }

    /// <summary>The newest stream of a cabinet wins; the older one on this node is closed.</summary>
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

    public LiveCabinet? Find(CabinetId cabinet) => IsUp ? _newest.GetValueOrDefault(cabinet)?.Live : null;

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
        if (_changesPlanned || !IsUp || _city.Store.Ledger.Bell.Cursor == _seen) { return; }

        _changesPlanned = true;
        _city.Agenda.In(ChangesGather, () => WhenAwake(TellChanges));
    }

    /// <summary>Now, or when the node goes on after a pause; never when it died meanwhile.</summary>
    public void WhenAwake(Action happening)
    {
        if (IsPaused) { _postponed.Enqueue(happening); }
        else { happening(); }
    }

    /// <summary>The program stands still and its connections stay: then it goes on as if nothing had happened.</summary>
    public void Pause(TimeSpan span)
    {
        if (!IsUp || IsPaused) { return; }

        IsPaused = true;
        _city.Agenda.In(span, () =>
        {
            IsPaused = false;
            while (!IsPaused && _postponed.TryDequeue(out Action? happening)) { happening(); }
        });
    }

    public void Die()
    {
        (IsUp, _changesPlanned) = (false, false);
        _postponed.Clear();
        foreach (ServerStream stream in _streams.ToArray()) { stream.Die(); }
    }

    public void Start()
    {
        FaultyLedger ledger = new(_city, _city.Store.Ledger);
        (IsUp, _seen) = (true, _city.Store.Ledger.Bell.Cursor);
        OrganisationShelf organisation = new(ledger);
        _audience = new DesiredAudience(ledger, organisation);
        _desks = new LinkDesks(
            new CabinetDesk(ledger, _city.Time, _city.Chance, Models.Find),
            new JournalDesk(ledger, _city.Time),
            new DesiredDesk(ledger, _city.Time, CityStore.CodeKeys, organisation));
    }

    private void TellChanges()
    {
        if (!IsUp) { return; }

        (_changesPlanned, long since) = (false, _seen);
        IReadOnlyCollection<CabinetId>? concerned = Ended.Now(_audience.Since(since));
        _seen = _city.Store.Ledger.Bell.Cursor;
        ServerStream[] told = concerned is null
            ? [.. _newest.Values] : [.. concerned.Select(id => _newest.GetValueOrDefault(id)).OfType<ServerStream>()];
        foreach (ServerStream stream in told) { stream.Changed(); }
    }
}
