using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Deposits;
using SmartLocker.Firmware.Core.Desired;
using SmartLocker.Firmware.Core.Link;
using SmartLocker.Firmware.Core.Tests.Cabinet;
using static SmartLocker.Firmware.Core.Tests.Cabinet.People;

namespace SmartLocker.Firmware.Core.Tests.Deposits;

/// <summary>What may lie with what: a place the server promises, and one the cabinet finds itself.</summary>
public sealed class PlaceCheckTests
{
    [Fact]
    public void A_promised_place_with_the_receivers_own_packets_is_sound() => Assert.True(Sound(Plain, PlainToo));

    [Fact]
    public void A_packet_for_two_persons_is_not_put_beside_another() => Assert.False(Sound(Plain, ForTwo));

    [Fact]
    public void Nothing_is_put_beside_a_packet_for_two_persons() => Assert.False(Sound(ForTwo, Plain));

    [Fact]
    public void Nothing_is_put_beside_another_receivers_packet() => Assert.False(Sound(ForWorks, Plain));

    [Fact]
    public void A_promise_for_another_packet_is_not_believed()
    {
        Bench bench = new();
        Assert.True(PlaceCheck.IsSound(bench.State, bench.Model, Case(Plain, Sender.Id), Promise(Plain, 1)));
        Assert.False(PlaceCheck.IsSound(bench.State, bench.Model, Case(Plain, Sender.Id), Promise(PlainToo, 1)));
    }

    [Fact]
    public void A_promised_place_that_is_too_small_is_not_sound()
    {
        Bench bench = new();
        int small = bench.Model.Compartments.First(door => door.Size == PacketSize.S).Number;
        Assert.False(PlaceCheck.IsSound(bench.State, bench.Model, Case(Urgent, Sender.Id), Promise(Urgent, small)));
    }

    [Fact]
    public void A_compartment_that_belongs_to_another_agency_is_not_sound()
    {
        Bench bench = new(Wanted() with { Compartments = Wanted().Compartments.Add(1, new(1, Works, null)) });
        Assert.False(PlaceCheck.IsSound(bench.State, bench.Model, Case(Plain, Sender.Id), Promise(Plain, 1)));
    }

    [Fact]
    public void Offline_the_receivers_open_compartment_is_filled_only_by_what_may_lie_with_others()
    {
        (Bench bench, int occupied) = Holding(Plain);
        Assert.Equal(occupied, PlaceCheck.Choose(bench.State, bench.Model, Case(PlainToo, Sender.Id)));
        Assert.NotEqual(occupied, PlaceCheck.Choose(bench.State, bench.Model, Case(ForTwo, Sender.Id)));
    }

    /// <summary>docs/rules.md R-11: who does not carry for the sender is not shown what lies inside.</summary>
    [Fact]
    public void Offline_an_occupied_compartment_is_opened_only_for_a_courier_of_the_sender()
    {
        (Bench bench, int occupied) = Holding(Plain);
        Assert.NotEqual(occupied, PlaceCheck.Choose(bench.State, bench.Model, Case(PlainToo, Opener.Id)));
    }

    /// <summary>docs/rules.md R-11, CL-35: the receiver forbids it, offline as online.</summary>
    [Fact]
    public void Offline_nothing_is_added_where_the_receiver_wishes_its_packets_alone()
    {
        (Bench bench, int occupied) = Holding(Plain);
        Wish(bench, PlainToo);
        Assert.NotEqual(occupied, PlaceCheck.Choose(bench.State, bench.Model, Case(PlainToo, Sender.Id)));
    }

    [Fact]
    public void Offline_nothing_is_laid_beside_a_packet_that_is_to_lie_alone()
    {
        (Bench bench, int occupied) = Holding(Plain);
        Wish(bench, Plain);
        Assert.NotEqual(occupied, PlaceCheck.Choose(bench.State, bench.Model, Case(PlainToo, Sender.Id)));
    }

    [Fact]
    public void A_promised_place_is_not_sound_where_one_of_the_packets_is_to_lie_alone()
    {
        (Bench bench, int occupied) = Holding(Plain);
        CallAnswer.Assigned promise = Promise(PlainToo, occupied);
        Assert.True(PlaceCheck.IsSound(bench.State, bench.Model, Case(PlainToo, Sender.Id), promise));
        Assert.False(PlaceCheck.IsSound(bench.State, bench.Model, Case(PlainToo, Sender.Id), promise with
        {
            Packet = promise.Packet with { Sharing = PacketSharing.Alone },
        }));
        Wish(bench, Plain);
        Assert.False(PlaceCheck.IsSound(bench.State, bench.Model, Case(PlainToo, Sender.Id), promise));
    }

    /// <summary>The server says that this packet lies alone.</summary>
    private static void Wish(Bench bench, PacketId packet)
    {
        DesiredState held = bench.State.Desired;
        ExpectedPacket alone = held.Packets[packet] with { Sharing = PacketSharing.Alone };
        bench.Give(new CabinetInput.DesiredReceived(new DesiredChange.Full(
            held with { Version = held.Version + 1, Packets = held.Packets.SetItem(packet, alone) })));
    }

    private static bool Sound(PacketId inside, PacketId added)
    {
        (Bench bench, int occupied) = Holding(inside);
        return PlaceCheck.IsSound(bench.State, bench.Model, Case(added, Sender.Id), Promise(added, occupied));
    }

    private static (Bench Bench, int Compartment) Holding(PacketId packet)
    {
        Bench bench = PickupStoryTests.Filled(packet);
        return (bench, bench.State.Holdings.Places[packet]);
    }

    private static DepositCase Case(PacketId packet, PersonId actor) => new(packet, actor, null, []);

    private static CallAnswer.Assigned Promise(PacketId packet, int compartment) =>
        new("a1", compartment, Packet(packet), "HoldsThisReceiver");
}
