using System.Collections.Immutable;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using SmartLocker.Contracts.V1;
using SmartLocker.HardwareSpecs;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Fleet.Journal;
using SmartLocker.Server.Features.Fleet;
using SmartLocker.Server.Rpc.Link;
using SmartLocker.Server.Storage;
using SmartLocker.Server.Storage.Sqlite;
using SmartLocker.TestKit;
using EntryRecord = SmartLocker.Contracts.V1.EntryRecord;

namespace SmartLocker.Server.Host.Tests.Rpc;

/// <summary>A session over the real desks and a ledger in memory, and a cabinet that is only its journal.</summary>
internal sealed class SessionRig : IDisposable
{
    public const string Journal = "journal-1";
    public static readonly CabinetId Cabinet = CabinetId.Parse("CITYHALL-1");

    private readonly SqliteLedger _ledger = new($"Data Source=rig-{Guid.NewGuid():N};Mode=Memory;Cache=Shared");
    private readonly LinkDesks _desks;
    private EntryHash _last = EntryHash.None;
    private long _sequence;

    public SessionRig()
    {
        CabinetDesk cabinets = new(_ledger, Time, new RandomIds(), Models.Find);
        _desks = new LinkDesks(cabinets, new JournalDesk(_ledger, Time), new DesiredDesk(_ledger, Time));
    }

    public ManualTime Time { get; } = new();

    public ILedger Ledger => _ledger;

    public Task Register() => new CabinetRegistry(_ledger, Time).Register(
        Cabinet, Models.Find("SDL-24-CH")!, new Core.Fleet.CabinetSettings { DisplayName = "市政大樓" }, new byte[32], Actor.Server);

    public static SessionInput.Came Came(CabinetFrame frame) => new(frame);

    public CabinetSession NewSession() => new(Cabinet, _desks, Time);

    public static CabinetFrame Hello(string journal = Journal, long last = 0, long held = 0, Timestamp? made = null) => new()
    {
        Hello = new Hello
        {
            ProtocolVersion = 1,
            JournalId = journal,
            LastSequence = (ulong)last,
            LastHash = ByteString.CopyFrom(new byte[32]),
            DesiredVersionHeld = (ulong)held,
            DesiredMadeAt = held == 0 ? null : made,
            ModelId = "SDL-24-CH",
            ModelRevision = 1,
            FirmwareVersion = "1.0",
            BootId = "boot-1",
        },
    };

    /// <summary>Opens a session and has it welcomed.</summary>
    public async Task<(CabinetSession Session, Contracts.V1.Welcome Welcome)> Welcomed(CabinetFrame? hello = null)
    {
        CabinetSession session = NewSession();
        SessionStep step = await session.Handle(new SessionInput.Came(hello ?? Hello()));
        Assert.Null(step.End);
        return (session, Assert.Single(step.Send).Welcome);
    }

    /// <summary>The next entry of the cabinet's journal.</summary>
    public Entry Next(Fact fact)
    {
        EntryRecord record = new()
        {
            JournalId = Journal,
            Sequence = (ulong)++_sequence,
            BootId = "boot-1",
            Uptime = new Duration { Seconds = 9 },
            RecordedAt = Time.GetUtcNow().ToTimestamp(),
            ClockQuality = Contracts.V1.ClockQuality.Synced,
            Fact = fact,
        };
        ByteString bytes = record.ToByteString();
        EntryHash previous = _last;
        _last = EntryHash.Of(previous, bytes.Span);
        return new Entry
        {
            Sequence = record.Sequence,
            PreviousHash = Bytes(previous),
            Record = bytes,
            Hash = Bytes(_last),
        };
    }

    public Entry Next() => Next(new Fact { DoorShut = new DoorShut { Compartment = 3, OpenFor = new Duration { Seconds = 2 } } });

    public static SessionInput Batch(params ImmutableArray<Entry> entries) =>
        new SessionInput.Came(new CabinetFrame { Entries = new EntryBatch { Entries = { entries } } });

    public void Dispose() => _ledger.Dispose();

    private static ByteString Bytes(EntryHash hash) => ByteString.CopyFrom(Convert.FromHexString(hash.Value));
}
