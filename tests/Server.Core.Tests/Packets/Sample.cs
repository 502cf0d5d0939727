using System.Collections.Immutable;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Audit;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Core.Packets.Rules;

namespace SmartLocker.Server.Core.Tests.Packets;

/// <summary>Agencies, people and packets that the tests of one page share.</summary>
internal static class Sample
{
    public static readonly AgencyCode East = AgencyCode.Parse("327220000I");
    public static readonly AgencyCode Health = AgencyCode.Parse("327230000J");
    public static readonly CabinetId Hall = CabinetId.Parse("CITYHALL-1");
    public static readonly CabinetId Station = CabinetId.Parse("STATION-1");
    public static readonly PacketId Number = PacketId.FromDigits("123456789012");
    public static readonly CommandId In = CommandId.Parse("cmd-in");
    public static readonly CommandId Out = CommandId.Parse("cmd-out");

    public static readonly Person Clerk = Who("clerk-east", East, Role.Clerk);
    public static readonly Person Courier = Who("courier-east", East, Role.Courier);
    public static readonly Person Registrar = Who("clerk-health", Health, Role.Clerk);
    public static readonly Person Collector = Who("courier-health", Health, Role.Courier);
    public static readonly Person Admin = Who("admin", AgencyCode.Parse("CITY"), Role.Administrator);

    public static DateTimeOffset At(int minute) => new DateTimeOffset(2026, 10, 2, 1, 0, 0, TimeSpan.Zero).AddMinutes(minute);

    public static Agency Agency(AgencyCode code, params CabinetId[] cabinets) =>
        new() { Code = code, Name = $"機關 {code}", CollectionCabinets = [.. cabinets], DepositCabinets = [.. cabinets] };

    public static Person Who(string id, AgencyCode agency, Role role) => new()
    {
        Id = PersonId.Parse(id),
        Name = id,
        Roles = [role],
        Agencies = [agency],
        StaffOf = [agency],
        Badge = BadgeNumber.FromDigits(Math.Abs(id.Sum(letter => letter * 7919)).ToString("0000000000", null)),
        Email = $"{id}@example.gov.tw",
    };

    public static Enclosure Letter(int number, Urgency urgency = Urgency.Ordinary) => new()
    {
        Id = new EnclosureId(DocumentId.Parse($"document-{number}"), 0),
        Number = $"東區民字第115000{number:0000}號",
        Subject = "檢送會議紀錄",
        Urgency = urgency,
        For = "衛生局",
    };

    public static Packet Open(Secrecy secrecy = Secrecy.Ordinary, int letters = 1, PacketId? number = null)
    {
        Actor by = Actor.DocumentSystem(East);
        Packet packet = Do(null, new PacketCommand.Open(by, number ?? Number, East, Health, secrecy), 0);
        for (int letter = 1; letter <= letters; letter++) { packet = Do(packet, new PacketCommand.Add(by, Letter(letter)), 0); }

        return packet;
    }

    public static Packet Sealed(Secrecy secrecy = Secrecy.Ordinary, int letters = 1, PacketId? number = null) =>
        Do(
            Open(secrecy, letters, number),
            new PacketCommand.Seal(Clerk, PacketSize.S, secrecy == Secrecy.Confidential ? [Registrar] : []), 1);

    public static Packet Deposited(Secrecy secrecy = Secrecy.Ordinary, int letters = 1) =>
        Do(Sealed(secrecy, letters), Deposit(), 10);

    public static Packet PickedUp(int letters = 1) => Do(Deposited(letters: letters), Pickup(Out, Collector), 60);

    public static PacketCommand.RecordDeposit Deposit(CommandId? command = null, int door = 3) =>
        new(Courier.Id, Hall, door, command ?? In, true);

    public static PacketCommand.RecordPickup Pickup(CommandId command, params Person[] persons) =>
        new(new PickupReport(Hall, 3, [.. persons.Select(person => person.Id)], command, SealState.NotAsked), [.. persons]);

    public static Packet Do(Packet? packet, PacketCommand command, int minute)
    {
        ImmutableArray<Recorded<PacketEvent>> events =
            Assert.IsType<PacketOutcome.Decided>(PacketRules.Decide(packet, command, At(minute))).Events;
        return events.IsEmpty ? packet! : PacketFold.Evolve(packet, events);
    }

    public static PacketRejection Refused(Packet? packet, PacketCommand command) =>
        Assert.IsType<PacketOutcome.Rejected>(PacketRules.Decide(packet, command, At(500))).Reason;
}
