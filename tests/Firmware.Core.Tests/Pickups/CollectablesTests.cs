using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Desired;
using SmartLocker.Firmware.Core.Doors;
using SmartLocker.Firmware.Core.Journal;
using SmartLocker.Firmware.Core.Link;
using SmartLocker.Firmware.Core.Pickups;
using SmartLocker.Firmware.Core.Tests.Cabinet;
using static SmartLocker.Firmware.Core.Tests.Cabinet.People;

namespace SmartLocker.Firmware.Core.Tests.Pickups;

/// <summary>What keeps a door shut although the persons in front of it are the right ones.</summary>
public sealed class CollectablesTests
{
    /// <summary>However it came to lie there: whoever opens for one packet gets at the other.</summary>
    [Fact]
    public void A_packet_for_two_persons_that_lies_beside_another_is_opened_for_nobody()
    {
        Bench bench = PickupStoryTests.Filled(Plain, PlainToo);
        Assert.Single(Collectables.Of(bench.State, DoorPlan.Of(bench.Model), Opener.Id, null));

        Desire(bench, Packet(PlainToo, PacketStanding.Deposited) with { Policy = PickupPolicy.TwoPersons });
        Assert.Empty(Collectables.Of(bench.State, DoorPlan.Of(bench.Model), Opener.Id, null));
        Assert.Empty(Collectables.Of(bench.State, DoorPlan.Of(bench.Model), Opener.Id, Second.Id));
    }

    [Fact]
    public void Fresh_desired_state_that_has_not_heard_of_the_deposit_allows_nothing_for_two()
    {
        Bench bench = PickupStoryTests.Filled(ForTwo);
        Desire(bench, Packet(ForTwo, PacketStanding.Sealed));
        Assert.False(Collectables.IsFresh(bench.State, ForTwo, bench.Now));
        bench.SignIn(Opener);
        bench.SignIn(Second);
        Assert.Equal(NoticeKind.CheckFailed, bench.Screen.Message?.Kind);
        Assert.Equal(1, bench.Count<Fact.ReleaseIntended>());
    }

    /// <summary>CL-86: whoever cuts the network after a document that could not be read gains nothing by it.</summary>
    [Fact]
    public void What_could_not_be_read_leaves_nothing_fresh_also_when_the_network_is_cut()
    {
        Bench bench = PickupStoryTests.Filled(ForTwo);
        bench.Give(new CabinetInput.LinkWelcomed(1, 0, JournalStanding.Accepted));
        Desire(bench, Packet(ForTwo, PacketStanding.Deposited));
        Assert.True(Collectables.IsFresh(bench.State, ForTwo, bench.Now));
        bench.Give(new CabinetInput.DesiredUnreadable());
        Assert.False(Collectables.IsFresh(bench.State, ForTwo, bench.Now));
        bench.Give(new CabinetInput.LinkLost());
        Assert.False(Collectables.IsFresh(bench.State, ForTwo, bench.Now));
    }

    [Fact]
    public void A_check_that_comes_back_after_the_packet_was_held_opens_nothing()
    {
        Bench bench = PickupStoryTests.Filled(ForTwo);
        bench.Give(new CabinetInput.LinkWelcomed(1, 0, JournalStanding.Accepted));
        bench.SignIn(Opener);
        bench.SignIn(Second);
        Assert.Equal(KioskScreen.CheckingPickup, bench.Screen.Screen);

        Desire(bench, Packet(ForTwo, PacketStanding.Held));
        bench.Answer(new CallAnswer.SecretChecked("check"));
        Assert.Equal(NoticeKind.CheckFailed, bench.Screen.Message?.Kind);
        Assert.Equal(1, bench.Count<Fact.ReleaseIntended>());
    }

    private static void Desire(Bench bench, ExpectedPacket packet)
    {
        DesiredState next = Wanted(2);
        bench.Give(new CabinetInput.DesiredReceived(
            new DesiredChange.Full(next with { Packets = next.Packets.SetItem(packet.Id, packet) })));
    }
}
