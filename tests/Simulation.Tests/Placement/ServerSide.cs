using System.Collections.Immutable;
using SmartLocker.HardwareSpecs.Cabinets;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Assignment;
using SmartLocker.Server.Core.Audit;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Core.Fleet.Desired;
using SmartLocker.Server.Core.Fleet.Journal;
using SmartLocker.Server.Core.Fleet.Streams;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Core.Packets.Rules;
using SmartLocker.Server.Rpc.Wire;

namespace SmartLocker.Simulation.Tests.Placement;

/// <summary>One cabinet as the server knows it: its record, the agencies' wishes, and what it tells the cabinet.</summary>
internal sealed class ServerSide
{
    public static readonly AgencyCode Sender = AgencyCode.Parse("327220000I");
    public static readonly AgencyCode[] Receivers = [AgencyCode.Parse("327230000J"), AgencyCode.Parse("327240000K")];

    private static readonly CabinetId Here = CabinetId.Parse("CABINET-1");
    private static readonly JournalId Journal = JournalId.Parse("journal-1");
    private static readonly DateTimeOffset Noon = new(2026, 10, 2, 4, 0, 0, TimeSpan.Zero);

    private readonly CabinetModel _model;
    private readonly SortedDictionary<AgencyCode, Agency> _agencies = [];
    private readonly SortedDictionary<PacketId, Packet> _packets = [];
    private Cabinet _cabinet;
    private EntryHash _last = EntryHash.None;
    private long _version;

    public ServerSide(CabinetModel model, int reserve)
    {
        _model = model;
        CabinetSettings settings = new() { DisplayName = "一號櫃", ReserveThreshold = reserve };
        _cabinet = CabinetFold.Evolve(null, Happened(new CabinetEvent.Registered(Here, model.Id, model.Revision, settings)));
        Set(new CabinetEvent.JournalAccepted(Journal));
        foreach (AgencyCode code in (AgencyCode[])[Sender, .. Receivers]) { Wish(code, allowsAdding: true); }
    }

    public static Person Courier { get; } = Who("courier", Sender);

    public void Wish(AgencyCode code, bool allowsAdding) => _agencies[code] = new Agency
    {
        Code = code,
        Name = code.Value,
        CollectionCabinets = [Here],
        DepositCabinets = [Here],
        AllowsAdding = allowsAdding,
    };

    public void Set(CabinetEvent happened) => _cabinet = CabinetFold.Evolve(_cabinet, Happened(happened));

    public void Seal(PacketId id, AgencyCode receiver, PacketSize size, Secrecy secrecy)
    {
        Actor by = Actor.DocumentSystem(Sender);
        Enclosure letter = new()
        {
            Id = new EnclosureId(DocumentId.Parse($"document-{id}"), 0),
            Number = "東區民字第1150000001號",
            Subject = "檢送會議紀錄",
            Urgency = Urgency.Ordinary,
            For = receiver.Value,
        };
        Do(id, new PacketCommand.Open(by, id, Sender, receiver, secrecy));
        Do(id, new PacketCommand.Add(by, letter));
        Person[] openers = secrecy == Secrecy.Confidential ? [Who("opener", receiver)] : [];
        Do(id, new PacketCommand.Seal(Courier, size, [.. openers]));
    }

    /// <summary>The cabinet's entries arrive.</summary>
    public void Told(params CabinetFact[] facts)
    {
        foreach (CabinetFact fact in facts)
        {
            long sequence = _cabinet.Journal!.AppliedUpTo + 1;
            ImmutableArray<byte> bytes = [(byte)sequence, (byte)(sequence >> 8)];
            EntryRecord record = new()
            {
                Journal = Journal,
                Sequence = sequence,
                Boot = "boot",
                RecordedAt = Noon,
                ClockQuality = ClockQuality.Synced,
                Fact = fact,
            };
            CabinetEntry entry = new(sequence, _last, bytes, EntryHash.Of(_last, bytes.AsSpan()), record);
            _last = entry.Hash;
            ApplyOutcome.Applied applied = Assert.IsType<ApplyOutcome.Applied>(
                Applying.Decide(_cabinet, _cabinet.Epoch, [entry], Sources(), Noon));
            _cabinet = CabinetFold.Evolve(_cabinet, applied.CabinetEvents);
            foreach ((PacketId packet, ImmutableArray<Recorded<PacketEvent>> events) in applied.PacketEvents)
            {
                _packets[packet] = PacketFold.Evolve(_packets[packet], events);
            }
        }
    }

    /// <summary>What the cabinet is told, as it travels.</summary>
    public Contracts.V1.DesiredState Desired() => DesiredWire.Write(new DesiredChange.Full(DesiredProjection.Build(
        new DesiredSources
        {
            Cabinet = _cabinet,
            Agencies = [.. _agencies.Values],
            People = [Courier],
            Pins = ImmutableSortedDictionary<PersonId, PinHash>.Empty.Add(
                Courier.Id, PinHash.Of("12345678", [.. new byte[16]], 1)),
            Packets = [.. _packets.Values],
            Pepper = [1, 2, 3],
        },
        ++_version, Noon)));

    /// <param name="reports">What the cabinet sees, word for word.</param>
    public int? Choose(PacketId id, PacketSize? atLeast, bool low, IEnumerable<(int Door, string Condition)> reports)
    {
        Packet packet = _packets[id];
        AssignSources sources = new()
        {
            Cabinet = _cabinet,
            Model = _model,
            Packet = packet,
            Courier = Courier,
            Sender = _agencies[Sender],
            Receiver = _agencies[packet.Receiver],
            Others = [],
        };
        AssignRequest request = new()
        {
            Packet = id,
            Courier = Courier.Id,
            SizeAtLeast = atLeast,
            LowDoor = low,
            Reports = reports.ToImmutableSortedDictionary(
                report => report.Door, report => Enum.Parse<CompartmentCondition>(report.Condition)),
            FreshId = "a-1",
        };
        return Assigning.Decide(sources, request, Noon) is AssignOutcome.Assigned assigned ? assigned.Compartment : null;
    }

    private static Person Who(string id, AgencyCode agency) => new()
    {
        Id = PersonId.Parse($"{id}-{agency.Value}".ToLowerInvariant()),
        Name = id,
        Roles = [Role.Clerk, Role.Courier],
        Agencies = [agency],
        StaffOf = [agency],
        Badge = BadgeNumber.FromDigits("1234567890"),
    };

    private static Recorded<CabinetEvent> Happened(CabinetEvent what) => new(Noon, Actor.Server, what);

    private ApplySources Sources() => new()
    {
        Packets = _packets.ToImmutableSortedDictionary(),
        People = ImmutableSortedDictionary<PersonId, Person>.Empty.Add(Courier.Id, Courier),
        Agencies = _agencies.ToImmutableSortedDictionary(),
        AppliedHashes = ImmutableSortedDictionary<long, string>.Empty,
    };

    private void Do(PacketId id, PacketCommand command) => _packets[id] = PacketFold.Evolve(
        _packets.GetValueOrDefault(id),
        Assert.IsType<PacketOutcome.Decided>(PacketRules.Decide(_packets.GetValueOrDefault(id), command, Noon)).Events);
}
