using System.Collections.Immutable;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Documents;
using SmartLocker.Server.Core.Intake;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Storage;
using SmartLocker.Simulation.Cabinets;
using SmartLocker.Simulation.World;
using static SmartLocker.Simulation.Server.Ended;

namespace SmartLocker.Simulation.People;

/// <summary>All registries of the city: documents come in, are packed, sealed, carried, collected and receipted.</summary>
internal sealed class Office(City city)
{
    private const double ConfidentialShare = 0.1;

    private readonly SortedSet<PacketId> _collected = [];
    private readonly CodeUse _codes = new(city);
    private int _serial;
    private bool _closed;

    public void Open()
    {
        Repeat(city.Plan.DocumentsPerHour, Dispatch);
        Repeat(4, Seal);
        Repeat(7, Carry);
        Repeat(8, Collect);
        Repeat(4, Receipt);
        SendNotices();
    }

    /// <summary>Nothing new is begun; whoever stands at a kiosk comes to an end, and the record catches up.</summary>
    public void Close() => _closed = true;

    /// <summary>A packet came out of a cabinet into the right hands.</summary>
    public void Collected(PacketId packet) => _collected.Add(packet);

    private void Repeat(double perHour, Action work) => city.Agenda.In(city.Chance.UntilNext(perHour), () =>
    {
        if (_closed) { return; }

        work();
        Repeat(perHour, work);
    });

    private void Dispatch()
    {
        Somebody clerk = city.Chance.Of(city.People);
        AgencyCode[] receivers = [.. city.People.Select(person => person.Agency).Distinct().Where(code => code != clerk.Agency)
            .Where(_ => city.Chance.Hits(0.2))];
        bool confidential = city.Chance.Hits(ConfidentialShare);
        if (receivers.Length == 0) { return; }

        Document document = new()
        {
            Kind = "函",
            Number = $"模擬字第115{++_serial:D7}號",
            Date = new DateOnly(2026, 10, 2),
            Urgency = city.Chance.Of([Urgency.Ordinary, Urgency.Ordinary, Urgency.Fast, Urgency.Fastest]),
            Secrecy = confidential ? Secrecy.Confidential : Secrecy.Ordinary,
            Subject = confidential ? "密不錄由" : $"模擬文件{_serial}",
            Senders = [new Sender("", clerk.Agency, null)],
            Receivers = [.. receivers.Select(code => new Receiver { Name = code.Value, Code = code, IsResolved = true })],
        };
        IntakeResult result = new($"{_serial}.di", new IntakeOutcome.Accepted(document, []));
        Now(city.Store.Intake.TakeIn([result], clerk.Agency, Actor.Person(clerk.Id), city.Chance.NextId()));
        city.Nodes.LookForChanges();
    }

    private void Seal()
    {
        Somebody clerk = city.Chance.Of(city.People);
        PacketFilter open = new() { Senders = [clerk.Agency], Stages = [PacketStage.Open] };
        foreach (Packet packet in Now(city.Store.Ledger.Views.Packets(open)))
        {
            Seal(clerk, packet);
        }

        city.Nodes.LookForChanges();
    }

    private void Seal(Somebody clerk, Packet packet)
    {
        PersonId[] openers = packet.IsConfidential ? [StaffOf(packet.Receiver)[0].Id] : [];
        PacketSize size = city.Chance.Of([PacketSize.S, PacketSize.S, PacketSize.M, PacketSize.L]);
        PacketRejection? rejection = Now(city.Store.Packets.Seal(packet.Id, clerk.Person, size, openers));
        if (rejection is null) { city.Trace.Say($"{clerk.Id} seals {packet.Id} for {packet.Receiver}"); }
    }

    /// <summary>Somebody takes the sealed packets of an agency and walks to a cabinet.</summary>
    private void Carry()
    {
        Somebody courier = city.Chance.Of(city.People);
        if (courier.AtKiosk || courier.IsWithdrawn) { return; }

        foreach (Packet packet in Now(city.Store.Ledger.Views.Packets(
            new PacketFilter { Senders = [courier.Agency], Stages = [PacketStage.Sealed] })).Take(4))
        {
            bool free = city.Matter.Find(packet.Id) is null && city.People.All(person => !person.Hands.Contains(packet.Id));
            if (free && !_collected.Contains(packet.Id)) { courier.Hands.Add(packet.Id); }
        }

        if (courier.Hands.Count > 0) { KioskVisit.Of(city, Where(ReceiverOf(courier.Hands.Min)), courier, null); }
    }

    private void Collect()
    {
        Somebody courier = city.Chance.Of(city.People);
        Somebody[] colleagues = [.. StaffOf(courier.Agency).Where(one => one != courier)];
        Somebody picked = city.Chance.Of(colleagues);
        Somebody? colleague = city.Chance.Hits(0.5) && !picked.AtKiosk ? picked : null;
        if (courier.AtKiosk) { return; }
        if (city.Chance.Hits(0.2)) { _codes.Come(courier, colleague); }
        else { KioskVisit.Of(city, Where(courier.Agency), courier, colleague); }
    }

    /// <summary>Whatever waits is fetched by its own people, two together, until nothing waits any more.</summary>
    public void FetchAll()
    {
        foreach (IGrouping<(CabinetId Cabinet, AgencyCode Receiver), Packet> waiting in
            Now(city.Store.Ledger.Views.Packets(new PacketFilter { Stages = [PacketStage.Deposited] }))
                .Where(IsOffered)
                .GroupBy(packet => (((PacketPlace.InCompartment)packet.Place).Cabinet, packet.Receiver))
                .OrderBy(_ => city.Chance.Share())) // Nobody waits for ever behind those who come for what cannot be had.
        {
            Somebody[] staff = [.. StaffOf(waiting.Key.Receiver).Where(one => one is { AtKiosk: false, IsWithdrawn: false })];
            CabinetNode cabinet = city.Cabinets.First(node => node.Id == waiting.Key.Cabinet);
            if (staff.Length > 1) { KioskVisit.Of(city, cabinet, staff[0], staff[1]); }
        }

        city.Agenda.In(TimeSpan.FromMinutes(4), FetchAll);
    }

    /// <summary>Behind a door that nobody doubts and nothing ails; the others are an administrator's.</summary>
    private bool IsOffered(Packet packet) =>
        packet.Place is PacketPlace.InCompartment inside
        && Now(city.Store.Ledger.FindCabinet(inside.Cabinet))!.State is var cabinet
        && !cabinet.Door(inside.Compartment).NeedsReconciliation && !cabinet.HasFault(inside.Compartment);

    private AgencyCode ReceiverOf(PacketId packet) => city.Labels.Find(packet)!.Receiver;

    /// <summary>Where an agency collects, as a rule; now and then people stand before the wrong cabinet.</summary>
    private CabinetNode Where(AgencyCode receiver)
    {
        int agency = Enumerable.Range(0, city.Plan.Agencies).First(number => Founding.Agency(number) == receiver);
        return city.Chance.Hits(0.05)
            ? city.Chance.Of(city.Cabinets) : city.Cabinets[city.Chance.Of(Founding.Collecting(city.Plan, agency))];
    }

    /// <summary>As the sender of the product does it; a program may die between the sending and the record of it.</summary>
    private void SendNotices()
    {
        foreach (OutboxRow row in Now(city.Store.Notices.Due(50)))
        {
            if (city.Faults.Strikes(FaultKind.MailRefused, 0.05)) { Now(city.Store.Notices.Failed(row)); }
            else
            {
                city.Watch.Sent(row);
                if (!city.Faults.Strikes(FaultKind.MailTwice, 0.05)) { Now(city.Store.Notices.Sent(row)); }
            }
        }

        city.Agenda.In(TimeSpan.FromMinutes(1), SendNotices);
    }

    private void Receipt()
    {
        foreach (Packet packet in Now(city.Store.Ledger.Views.Packets(new PacketFilter { Stages = [PacketStage.PickedUp] })))
        {
            if (!_collected.Contains(packet.Id) || packet.Enclosures.IsEmpty) { continue; }

            Dictionary<EnclosureId, ReceiptMark> marks = packet.Enclosures.ToDictionary(one => one.Id, _ => ReceiptMark.Received);
            PacketRejection? rejection = Now(city.Store.Packets.Receipt(packet.Id, StaffOf(packet.Receiver)[0].Person, marks));
            city.Trace.Say($"{packet.Id} is receipted: {rejection?.ToString() ?? "yes"}");
        }
    }

    private ImmutableArray<Somebody> StaffOf(AgencyCode agency) => [.. city.People.Where(person => person.Agency == agency)];
}
