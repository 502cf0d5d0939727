using System.Collections.Immutable;
using SmartLocker.Contracts.V1;
using SmartLocker.Disks;
using SmartLocker.HardwareSpecs;
using SmartLocker.Server.Features.Agencies;
using SmartLocker.Server.Features.Fleet;
using SmartLocker.Server.Features.Intake;
using SmartLocker.Server.Features.Packets;
using SmartLocker.Server.Rpc.Link;
using SmartLocker.Server.Storage.Sqlite;

namespace SmartLocker.CrashPoints.Tests.World;

/// <summary>The product's desks over its ledger on a disk, and one stream at a time.</summary>
internal sealed class SmallServer : IDisposable
{
    private readonly SmallWorld _world;
    private readonly LinkDesks _desks;
    private CabinetSession? _session;
    private long _seen;

    public SmallServer(SmallWorld world, CrashDisk disk)
    {
        _world = world;
        Ledger = new SqliteLedger(disk.ConnectionString("ledger.db"));
        Intake = new IntakeDesk(Ledger, world.Time, world.Ids);
        Packets = new PacketDesk(Ledger, world.Time);
        Organisation = new OrganisationDesk(Ledger, world.Time, world.Ids);
        Registry = new CabinetRegistry(Ledger, world.Time);
        _desks = new LinkDesks(
            new CabinetDesk(Ledger, world.Time, world.Ids, Models.Find), new JournalDesk(Ledger, world.Time),
            new DesiredDesk(Ledger, world.Time, CodeGiver.Signer.Value.PublicKeys));
    }

    public SqliteLedger Ledger { get; }
    public IntakeDesk Intake { get; }
    public PacketDesk Packets { get; }
    public OrganisationDesk Organisation { get; }
    public CabinetRegistry Registry { get; }

    /// <summary>Synchronous as the ledger is: a task that is handed out is over.</summary>
    public static T Now<T>(Task<T> task) => task.IsCompleted ? task.GetAwaiter().GetResult()
        : throw new InvalidOperationException("Something waits in a world without time.");

    public void Accept()
    {
        End();
        _session = new CabinetSession(SmallWorld.CabinetId, _desks, _world.Time);
    }

    public void End()
    {
        _session?.End();
        _session = null;
    }

    public IReadOnlyList<ServerFrame> Hear(CabinetFrame frame)
    {
        if (frame.Entries is not null)
        {
            _world.Promises = _world.Promises with { Sent = Math.Max(_world.Promises.Sent, _world.Cabinet!.LastSent) };
        }

        if (frame.Held is { } held)
        {
            _world.Promises = _world.Promises with { Held = Math.Max(_world.Promises.Held, (long)held.Version) };
        }

        return Step(new SessionInput.Came(frame));
    }

    /// <summary>What was committed since the last look may be news for the cabinet.</summary>
    public IReadOnlyList<ServerFrame> News()
    {
        if (_session is null || Ledger.Bell.Cursor == _seen) { return []; }

        _seen = Ledger.Bell.Cursor;
        return Step(new SessionInput.Changed());
    }

    /// <summary>Down the live stream or nowhere.</summary>
    public IReadOnlyList<ServerFrame> Order(PendingOrder order) => Step(new SessionInput.Ordered(order));

    public void Dispose()
    {
        End();
        Intake.Dispose();
        Ledger.Dispose();
    }

    private ImmutableArray<ServerFrame> Step(SessionInput input)
    {
        if (_session is null) { return []; }

        SessionStep step = Now(_session.Handle(input));
        foreach (ServerFrame frame in step.Send)
        {
            Promises known = _world.Promises;
            _world.Promises = known with
            {
                Acked = Math.Max(known.Acked, (long)(frame.Ack?.UpTo ?? 0)),
                Epoch = Math.Max(known.Epoch, (long)(frame.Welcome?.Epoch ?? 0)),
            };
        }

        if (step.End is { } end) { throw new InvalidOperationException($"The server ends the stream: {end.Detail}"); }

        return step.Send;
    }
}
