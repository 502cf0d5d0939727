using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Documents;
using SmartLocker.Server.Core.Intake;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Storage;
using SmartLocker.Simulation.Cabinets;
using SmartLocker.Simulation.People;
using SmartLocker.Simulation.World;
using static SmartLocker.Simulation.Server.Ended;

namespace SmartLocker.Simulation.Tests;

/// <summary>
/// Power fails between the push that shuts the door and the fact that says so. The packet lies inside, and nobody may say so
/// before somebody has looked; then its receiver collects it like any other.
/// </summary>
public sealed class InterruptedDepositTests : IDisposable
{
    private readonly City _city = new(1, CityPlan.Small);

    public InterruptedDepositTests() => _city.Faults.Heal();

    /// <summary>Where the receiver collects.</summary>
    private CabinetNode Cabinet => _city.Cabinets[Founding.Collecting(CityPlan.Small, 1)[0]];
    private Somebody Sender => _city.People[0];
    private Somebody Receiver => _city.People.First(person => person.Agency != Sender.Agency);

    public void Dispose() => _city.Dispose();

    [Fact]
    public void What_lies_inside_after_a_power_cut_is_found_put_on_record_and_collected()
    {
        PacketId packet = Interrupted();
        Assert.IsType<PacketPlace.InException>(Place(packet));
        int door = _city.Matter.Find(packet)!.Value.Compartment;

        // Before anybody has looked the receiver gets nothing, and nothing goes in beside it.
        Visit(Receiver);
        Assert.NotNull(_city.Matter.Find(packet));

        _city.Administrator.Look(Cabinet, door);
        Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(new PacketPlace.InCompartment(Cabinet.Id, door), Place(packet));
        Assert.Equal(door, Cabinet.State!.Holdings.Places[packet]);
        Assert.Empty(Cabinet.State.Holdings.Faults);

        Visit(Receiver);
        Assert.Null(_city.Matter.Find(packet));
        Packet collected = Now(_city.Store.Ledger.FindPacket(packet))!.State;
        Assert.Equal((PacketStage.PickedUp, 0), (collected.Stage, collected.Exceptions.Length));
        Assert.Empty(_city.Watch.Violations);
    }

    [Fact]
    public void What_the_cabinet_took_over_survives_another_power_cut()
    {
        PacketId packet = Interrupted();
        int door = _city.Matter.Find(packet)!.Value.Compartment;
        _city.Administrator.Look(Cabinet, door);
        Pass(TimeSpan.FromMinutes(1));
        Cabinet.PowerCut();
        Cabinet.PowerOn();
        Assert.Equal(door, Cabinet.State!.Holdings.Places[packet]);
    }

    /// <summary>The power is back, and the server has heard what the cabinet knows.</summary>
    private PacketId Interrupted()
    {
        foreach (CabinetNode cabinet in _city.Cabinets) { cabinet.PowerOn(); }

        PacketId packet = Sealed();
        Pass(TimeSpan.FromMinutes(1));
        Sender.Hands.Add(packet);
        KioskVisit.Of(_city, Cabinet, Sender, null);
        _city.Run(_city.Agenda.Now + TimeSpan.FromMinutes(5), () => _city.Matter.Find(packet) is not null);

        // The person's hand pushed the door in this very moment; the board has not seen it yet.
        Cabinet.PowerCut();
        Assert.True(Cabinet.Doors[_city.Matter.Find(packet)!.Value.Compartment].IsShut);
        Pass(TimeSpan.FromMinutes(1));
        Cabinet.PowerOn();
        Pass(TimeSpan.FromMinutes(1));
        return packet;
    }

    private PacketPlace Place(PacketId packet) => Now(_city.Store.Ledger.FindPacket(packet))!.State.Place;

    private void Visit(Somebody person)
    {
        KioskVisit.Of(_city, Cabinet, person, null);
        _city.Run(_city.Agenda.Now + TimeSpan.FromMinutes(10), () => !person.AtKiosk);
        Pass(TimeSpan.FromMinutes(1));
    }

    private void Pass(TimeSpan span) => _city.Run(_city.Agenda.Now + span);

    private PacketId Sealed()
    {
        Document document = new()
        {
            Kind = "函",
            Number = "模擬字第1150000001號",
            Date = new DateOnly(2026, 10, 2),
            Urgency = Urgency.Ordinary,
            Secrecy = Secrecy.Ordinary,
            Subject = "檢送會議紀錄",
            Senders = [new Sender("", Sender.Agency, null)],
            Receivers = [new Receiver { Name = Receiver.Agency.Value, Code = Receiver.Agency, IsResolved = true }],
        };
        IntakeResult result = new("1.di", new IntakeOutcome.Accepted(document, []));
        Now(_city.Store.Intake.TakeIn([result], Sender.Agency, Actor.Person(Sender.Id), _city.Chance.NextId()));
        PacketFilter open = new() { Senders = [Sender.Agency], Stages = [PacketStage.Open] };
        Packet packet = Assert.Single(Now(_city.Store.Ledger.Views.Packets(open)));
        Assert.Null(Now(_city.Store.Packets.Seal(packet.Id, Sender.Person, PacketSize.S, [])));
        _city.Nodes.LookForChanges();
        return packet.Id;
    }
}
