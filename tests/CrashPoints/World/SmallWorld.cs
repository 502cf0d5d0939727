using System.Collections.Immutable;
using System.Globalization;
using SmartLocker.Disks;
using SmartLocker.HardwareSpecs;
using SmartLocker.HardwareSpecs.Cabinets;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.TestKit;

namespace SmartLocker.CrashPoints.Tests.World;

/// <summary>One cabinet, one server, two agencies; nothing goes wrong, and all of it can go dark at any point.</summary>
/// <remarks>One thread, no network delays: what one end says the other hears at once.</remarks>
internal sealed class SmallWorld : IDisposable
{
    private static int _disks;

    private readonly List<Blackout> _blackouts = [];
    private bool _recording;
    private long _operations;

    private SmallWorld(CrashDisk server, CrashDisk cabinet, DateTimeOffset start, int seed)
    {
        (ServerDisk, CabinetDisk) = (server, cabinet);
        Time = new ManualTime(start);
        Ids = new Ids(seed);
        Server = new SmallServer(this, server);
    }

    public static CabinetId CabinetId { get; } = CabinetId.Parse("CABINET-1");
    public static CabinetModel Model { get; } = Models.Find("SDL-12-SC")!;
    public static ImmutableArray<byte> Pepper { get; } = [.. Enumerable.Range(0, 32).Select(one => (byte)one)];
    public static AgencyCode SenderAgency { get; } = AgencyCode.Parse("379010000B");
    public static AgencyCode ReceiverAgency { get; } = AgencyCode.Parse("379020000C");
    public static Courier Sender { get; } = Courier.Of(1, SenderAgency);
    public static Courier Receiver { get; } = Courier.Of(2, ReceiverAgency);
    public static Courier Colleague { get; } = Courier.Of(3, ReceiverAgency);

    /// <summary>May service the cabinet.</summary>
    public static Courier Technician { get; } = Courier.Of(4, SenderAgency, Role.Administrator);

    public CrashDisk ServerDisk { get; }
    public CrashDisk CabinetDisk { get; }
    public ManualTime Time { get; }
    public Ids Ids { get; }
    public Metal Metal { get; private init; } = new();
    public Promises Promises { get; set; } = new();
    public SmallServer Server { get; private set; }
    public SmallCabinet? Cabinet { get; private set; }

    public static string NextName(string kind) =>
        string.Create(CultureInfo.InvariantCulture, $"points-{kind}-{Interlocked.Increment(ref _disks)}");

    /// <summary>Founded; the cabinet is off and its disk empty.</summary>
    public static SmallWorld Found()
    {
        SmallWorld world = new(
            new CrashDisk(NextName("server")), new CrashDisk(NextName("cabinet")),
            new DateTimeOffset(2026, 10, 2, 0, 0, 0, TimeSpan.Zero), seed: 1);
        SmallServer.Now(world.Server.Registry.Register(
            CabinetId, Model, new CabinetSettings { DisplayName = "1" }, [.. Pepper], Actor.Server));
        foreach (AgencyCode code in new[] { SenderAgency, ReceiverAgency })
        {
            Agency agency = new()
            {
                Code = code,
                Name = code.Value,
                CollectionCabinets = [CabinetId],
                DepositCabinets = [CabinetId],
            };
            SmallServer.Now(world.Server.Organisation.Describe(agency, Actor.Server));
        }

        foreach (Courier courier in new[] { Sender, Receiver, Colleague, Technician })
        {
            SmallServer.Now(world.Server.Organisation.Describe(courier.Person, Actor.Server));
            SmallServer.Now(world.Server.Organisation.SetPin(courier.Person.Id, courier.Pin, Actor.Server, iterations: 1));
        }

        return world;
    }

    /// <summary>The power is back, on copies of both disks: of what was not synced is there what had luck.</summary>
    public static SmallWorld Resume(Blackout blackout, ILuck luck)
    {
        CrashDisk server = blackout.Server.Copy(NextName("server"));
        CrashDisk cabinet = blackout.Cabinet.Copy(NextName("cabinet"));
        server.Revive(luck);
        cabinet.Revive(luck);
        return new SmallWorld(server, cabinet, blackout.At + TimeSpan.FromMinutes(1), seed: 2)
        {
            Metal = blackout.Metal.Copy(),
            Promises = blackout.Promises,
        };
    }

    /// <summary>Runs it and keeps the world as it is after each operation of either disk and at each point of metal.</summary>
    public IReadOnlyList<Blackout> Record(Action run)
    {
        _recording = true;
        (ServerDisk.Operated, CabinetDisk.Operated) = (() => Operated("server"), () => Operated("cabinet"));
        Point("before anything");
        run();
        Point("after everything");
        (ServerDisk.Operated, CabinetDisk.Operated) = (null, null);
        _recording = false;
        return _blackouts;
    }

    public void Point(string where)
    {
        if (!_recording) { return; }

        _blackouts.Add(new Blackout(
            where, ServerDisk.Copy(NextName("server")), CabinetDisk.Copy(NextName("cabinet")), Metal.Copy(), Promises)
        {
            At = Time.GetUtcNow(),
        });
    }

    public void Pulsed(CommandId command) => Promises = Promises with { Pulsed = [.. Promises.Pulsed, command] };

    public void Told(string what, Func<SmallServer, bool> isSo) =>
        Promises = Promises with { Done = [.. Promises.Done, (what, isSo)] };

    public void PowerOn() => Cabinet = new SmallCabinet(this, CabinetDisk);

    /// <summary>The cabinet's program ends without a word.</summary>
    public void AgentDies()
    {
        Server.End();
        CabinetDisk.ProcessDies();
        Cabinet!.Dispose();
        Cabinet = null;
    }

    public void Pass(TimeSpan span)
    {
        for (TimeSpan step = TimeSpan.FromMilliseconds(250); span > TimeSpan.Zero; span -= step)
        {
            Time.Advance(step);
            Cabinet!.Feed(new Firmware.Core.Cabinet.CabinetInput.Tick());
        }
    }

    public void Dispose()
    {
        Cabinet?.Dispose();
        Server.Dispose();
        ServerDisk.Dispose();
        CabinetDisk.Dispose();
        foreach (Blackout blackout in _blackouts) { blackout.Dispose(); }
    }

    private void Operated(string disk) =>
        Point(string.Create(CultureInfo.InvariantCulture, $"operation {++_operations} ({disk})"));
}
