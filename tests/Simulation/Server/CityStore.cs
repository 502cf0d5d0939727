using System.Collections.Immutable;
using SmartLocker.Disks;
using SmartLocker.Server.Certificates;
using SmartLocker.Server.Core.Fleet.Desired;
using SmartLocker.Server.Features.Agencies;
using SmartLocker.Server.Features.Codes;
using SmartLocker.Server.Features.Fleet;
using SmartLocker.Server.Features.Intake;
using SmartLocker.Server.Features.Notifications;
using SmartLocker.Server.Features.Packets;
using SmartLocker.Server.Features.Reconciling;
using SmartLocker.Server.Storage.Sqlite;
using SmartLocker.Simulation.World;

namespace SmartLocker.Simulation.Server;

/// <summary>The one store of the city, which all nodes share, and the desks that clerks and administrators use.</summary>
internal sealed class CityStore : IDisposable
{
    private const string File = "ledger.db";

    private readonly City _city;
    private static readonly Lazy<CodeSigner> Signer =
        new(MakeSigner);

    private CrashDisk _disk;
    private CrashDisk? _backup;
    private int _copies;

    public CityStore(City city)
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
    public NoticeOutbox Notices { get; private set; } = null!;
    public CodeDesk Codes { get; private set; } = null!;
    public ReconcilingDesk Reconciling { get; private set; } = null!;

    /// <summary>Of the keys that sign codes; other keys in every run, and nothing in a history tells.</summary>
    public static ImmutableArray<CodeKey> CodeKeys => Signer.Value.PublicKeys;

    /// <summary>A second pair of eyes on the same disk, which remembers nothing of what the first has read.</summary>
    public SqliteLedger Reread() => new(_disk.ConnectionString(File));

    /// <summary>The process dies; what the operating system took is there.</summary>
    public void Crash()
    {
        _disk.ProcessDies();
        Stop();
        Start();
    }

    /// <summary>The whole machine: what was not synced is a matter of luck.</summary>
    public void PowerCut()
    {
        _disk.Revive(new DiskLuck(_city.Chance));
        Stop();
        Start();
    }

    public bool WasRestored { get; private set; }

    public void KeepBackup()
    {
        _backup?.Dispose();
        _backup = _disk.Copy($"server-{_city.Name}-{++_copies}");
    }

    /// <summary>What was durable when the backup was taken is the store again.</summary>
    public void Restore()
    {
        WasRestored = true;
        Stop();
        _disk.Dispose();
        (_disk, _backup) = (_backup!, null);
        _disk.Revive();
        Start();
    }

    public void Dispose()
    {
        Stop();
        _backup?.Dispose();
        _disk.Dispose();
    }

    /// <summary>Its keys live in memory from here on.</summary>
    private static CodeSigner MakeSigner()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("city-codes-");
        CodeSigner signer = CodeSigner.Open(folder.FullName);
        folder.Delete(recursive: true);
        return signer;
    }

    private void Stop()
    {
        Ledger.Dispose();
        Intake.Dispose();
    }

    private void Start()
    {
        Ledger = new SqliteLedger(_disk.ConnectionString(File), alone: true);
        Intake = new IntakeDesk(Ledger, _city.Time, _city.Chance);
        Packets = new PacketDesk(Ledger, _city.Time);
        Organisation = new OrganisationDesk(Ledger, _city.Time, _city.Chance);
        Registry = new CabinetRegistry(Ledger, _city.Time);
        Reconciliation = new ReconciliationDesk(Ledger, _city.Time);
        Notices = new NoticeOutbox(Ledger, _city.Time);
        Codes = new CodeDesk(Ledger, _city.Time, _city.Chance, Signer.Value);
        Reconciling = new ReconcilingDesk(Ledger, new CityOrders(_city), _city.Time);
    }
}
