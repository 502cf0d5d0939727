using System.Collections.Immutable;
using System.Text;
using SmartLocker.HardwareSpecs;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Assignment;
using SmartLocker.Server.Core.Documents;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Core.Fleet.Journal;
using SmartLocker.Server.Core.Fleet.Streams;
using SmartLocker.Server.Core.Intake;
using SmartLocker.Server.Features.Agencies;
using SmartLocker.Server.Features.Fleet;
using SmartLocker.Server.Features.Intake;
using SmartLocker.Server.Features.Notifications;
using SmartLocker.Server.Features.Packets;
using SmartLocker.Server.Storage;
using SmartLocker.TestKit;

namespace SmartLocker.Storage.Compliance;

/// <summary>
/// Two agencies, three people and one cabinet over a real ledger, driven through the desks as pages and streams do.
/// </summary>
internal sealed class City : IDisposable
{
    public const string ModelId = "SDL-24-CH";
    public static readonly AgencyCode Sender = AgencyCode.Parse("327220000I");
    public static readonly AgencyCode Receiver = AgencyCode.Parse("327230000J");
    public static readonly CabinetId CabinetOne = CabinetId.Parse("CITYHALL-1");
    public static readonly JournalId JournalOne = JournalId.Parse("journal-1");

    private readonly SeededIds _ids = new(7);
    private EntryHash _lastHash = EntryHash.None;
    private long _sequence;

    public City(ILedger ledger)
    {
        Ledger = ledger;
        Organisation = new OrganisationDesk(ledger, Time, _ids);
        Intake = new IntakeDesk(ledger, Time, _ids);
        Packets = new PacketDesk(ledger, Time);
        Registry = new CabinetRegistry(ledger, Time);
        Cabinets = new CabinetDesk(ledger, Time, _ids, Models.Find);
        Journals = new JournalDesk(ledger, Time);
        Reconciliation = new ReconciliationDesk(ledger, Time);
        Desired = new DesiredDesk(ledger, Time);
        Notices = new NoticeOutbox(ledger, Time);
    }

    public ILedger Ledger { get; }
    public ManualTime Time { get; } = new();
    public OrganisationDesk Organisation { get; }
    public IntakeDesk Intake { get; }
    public PacketDesk Packets { get; }
    public CabinetRegistry Registry { get; }
    public CabinetDesk Cabinets { get; }
    public JournalDesk Journals { get; }
    public ReconciliationDesk Reconciliation { get; }
    public DesiredDesk Desired { get; }
    public NoticeOutbox Notices { get; }

    public Person Clerk { get; } = Who("clerk-s", Sender, Role.Clerk);
    public Person Courier { get; } = Who("courier-s", Sender, Role.Courier);
    public Person Collector { get; } = Who("courier-r", Receiver, Role.Courier);
    public Person Opener { get; } = Who("clerk-r", Receiver, Role.Clerk);

    public static Person Administrator { get; } = Who("admin", AgencyCode.Parse("CITY"), Role.Administrator);
    public static Actor Admin => Actor.Person(PersonId.Parse("admin"));

    public void Dispose() => Intake.Dispose();

    public async Task Found()
    {
        Assert.Null(await Organisation.Describe(Administrator, Actor.Server));
        foreach ((AgencyCode code, string name) in new[] { (Sender, "東區區公所"), (Receiver, "衛生局") })
        {
            await Organisation.Describe(
                new Agency { Code = code, Name = name, CollectionCabinets = [CabinetOne], DepositCabinets = [CabinetOne] },
                    Admin);
        }

        foreach (Person person in new[] { Clerk, Courier, Collector, Opener })
        {
            Person badged = person with { Badge = await Organisation.FreshBadge() };
            Assert.Null(await Organisation.Describe(badged, Admin));
            Assert.Null(await Organisation.SetPin(person.Id, "2468", Admin, iterations: 10));
        }

        await Registry.Register(
            CabinetOne, Models.Find(ModelId)!, new CabinetSettings { DisplayName = "市府大樓 1 號櫃" }, _ids.NextBytes(32), Admin);
    }

    public async Task<Welcome> Connect(long highestEpoch = 0) => (await Cabinets.Greet(CabinetOne, new Hello
    {
        Journal = JournalOne,
        LastSequence = _sequence,
        LastHash = _lastHash,
        DesiredVersionHeld = 0,
        ModelId = ModelId,
        ModelRevision = 1,
        FirmwareVersion = "1.0",
        Boot = "boot-1",
        HighestEpochSeen = highestEpoch,
    }))!;

    public async Task<PacketId> PackOne(Secrecy secrecy = Secrecy.Ordinary, string key = "")
    {
        ImmutableArray<TakenIn> taken = await Intake.TakeIn([Letter("a.di", secrecy, [Receiver])], Sender,
            Actor.DocumentSystem(Sender), key);
        return Assert.IsType<TakenIn.Accepted>(Assert.Single(taken)).Packets[0];
    }

    public async Task<PacketId> SealOne(Secrecy secrecy = Secrecy.Ordinary)
    {
        PacketId packet = await PackOne(secrecy);
        PersonId[] openers = secrecy == Secrecy.Confidential ? [Opener.Id] : [];
        Assert.Null(await Packets.Seal(packet, Clerk, PacketSize.S, openers));
        return packet;
    }

    public Task<AssignAnswer> Ask(PacketId packet, long epoch) => Cabinets.Assign(
        CabinetOne, epoch,
        new AssignQuestion(
            packet, Courier.Id, null, false,
            Enumerable.Range(1, 24).ToImmutableSortedDictionary(door => door, _ => CompartmentCondition.Vacant)));

    public Task<JournalAnswer> Tell(long epoch, params CabinetFact[] facts) =>
        Journals.Take(CabinetOne, epoch, [.. facts.Select(Entry)]);

    public CabinetEntry Entry(CabinetFact fact)
    {
        byte[] bytes = Encoding.UTF8.GetBytes($"{++_sequence} {fact}");
        EntryHash previous = _lastHash;
        _lastHash = EntryHash.Of(previous, bytes);
        return new CabinetEntry(_sequence, previous, [.. bytes], _lastHash, new EntryRecord
        {
            Journal = JournalOne,
            Sequence = _sequence,
            Boot = "boot-1",
            RecordedAt = Time.GetUtcNow(),
            ClockQuality = ClockQuality.Synced,
            Fact = fact,
        });
    }

    public static IntakeResult Letter(string file, Secrecy secrecy, IEnumerable<AgencyCode?> receivers,
        string number = "東區民字第1150004321號") =>
        new(file, new IntakeOutcome.Accepted(
            new Document
            {
                Kind = "函",
                Number = number,
                Date = new DateOnly(2026, 10, 2),
                Urgency = Urgency.Fast,
                Secrecy = secrecy,
                Subject = secrecy == Secrecy.Confidential ? DocumentWords.SubjectWithheld : "檢送會議紀錄",
                Senders = [new Sender("東區區公所", Sender, null)],
                Receivers =
                [
                    .. receivers.Select(code => new Receiver { Name = $"機關 {code}", Code = code, IsResolved = code is not null }),
                ],
            },
            []));

    private static Person Who(string id, AgencyCode agency, Role role) => new()
    {
        Id = PersonId.Parse(id),
        Name = $"人員 {id}",
        Roles = [role],
        Agencies = [agency],
        StaffOf = [agency],
        Email = $"{id}@example.gov.tw",
    };
}
