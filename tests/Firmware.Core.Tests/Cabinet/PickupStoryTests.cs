using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Desired;
using SmartLocker.Firmware.Core.Doors;
using SmartLocker.Firmware.Core.Journal;
using SmartLocker.Firmware.Core.Link;
using static SmartLocker.Firmware.Core.Tests.Cabinet.People;

namespace SmartLocker.Firmware.Core.Tests.Cabinet;

public sealed class PickupStoryTests
{
    [Fact]
    public void Everything_that_waits_is_handed_out_door_after_door_the_most_urgent_first()
    {
        Bench bench = Filled(Plain, PlainToo, Urgent, ForWorks);
        bench.SignIn(Opener);
        Assert.Equal(KioskScreen.DoorOpening, bench.Screen.Screen);

        int first = bench.Opens();
        Assert.Equal(bench.State.Holdings.Places[Urgent], first);
        Assert.Equal(0, bench.Count<Fact.PacketPickedUp>());
        bench.Shuts(first);
        int second = bench.Opens();
        bench.Shuts(second);

        Assert.Equal([Urgent, Plain, PlainToo], bench.Journal.OfType<Fact.PacketPickedUp>().Select(fact => fact.Packet));
        Assert.All(bench.Journal.OfType<Fact.PacketPickedUp>(), fact => Assert.Equal([Opener.Id], fact.Actors));
        Assert.Equal((KioskScreen.Welcome, 3), (bench.Screen.Screen, bench.Screen.PickedUp));
        Assert.True(bench.State.Holdings.Places.ContainsKey(ForWorks));
    }

    [Fact]
    public void What_the_person_leaves_inside_stays_on_record()
    {
        Bench bench = Filled(Plain);
        bench.SignIn(Opener);
        int door = bench.Opens();
        bench.Ask(new KioskRequest.DidNotTake());
        bench.Shuts(door);

        Assert.Equal([Plain], bench.Last<Fact.PickupAbandoned>().Packets);
        Assert.Equal(0, bench.Count<Fact.PacketPickedUp>());
        Assert.Equal(1, bench.Screen.Waiting);
    }

    [Fact]
    public void A_held_packet_keeps_the_whole_compartment_shut()
    {
        Bench bench = Filled(Plain, PlainToo);
        DesiredState held =
            Wanted(2) with { Packets = Wanted().Packets.SetItem(PlainToo, Packet(PlainToo, PacketStanding.Held)) };
        bench.Give(new CabinetInput.DesiredReceived(new DesiredChange.Full(held)));
        bench.SignIn(Opener);

        Assert.Equal((KioskScreen.Welcome, 0), (bench.Screen.Screen, bench.Screen.Waiting));
    }

    [Fact]
    public void Another_agencys_courier_opens_nothing()
    {
        Bench bench = Filled(Plain);
        bench.SignIn(Stranger);
        bench.Ask(new KioskRequest.StartPickup());
        Assert.Equal(NoticeKind.NothingWaits, bench.Screen.Message?.Kind);
        Assert.Equal(1, bench.Count<Fact.ReleaseIntended>());
    }

    /// <summary>Seed 111 of the city: it was opened again, and nobody could say any more whose packet lay there.</summary>
    [Fact]
    public void A_stuck_door_whose_journal_was_quarantined_meanwhile_is_not_tried_again()
    {
        Bench bench = Filled(Plain);
        bench.SignIn(Opener);
        for (int attempt = 0; attempt < 3; attempt++)
        {
            bench.Pulse();
            bench.Seconds(1.5);
            bench.Seconds(1);
        }

        Assert.Equal(KioskScreen.DoorStuck, bench.Screen.Screen);
        int releases = bench.Count<Fact.ReleaseIntended>();
        bench.Give(new CabinetInput.LinkWelcomed(1, 0, JournalStanding.Quarantined));
        bench.Ask(new KioskRequest.OpenAgain());
        Assert.Equal(releases, bench.Count<Fact.ReleaseIntended>());
        Assert.Equal(1, bench.Count<Fact.PickupAbandoned>());
    }

    [Fact]
    public void A_packet_for_two_waits_for_a_second_distinct_person_and_asks_for_the_seal()
    {
        Bench bench = Filled(ForTwo);
        bench.Give(new CabinetInput.LinkWelcomed(1, 0, JournalStanding.Accepted));
        bench.SignIn(Opener);
        Assert.Equal(KioskScreen.SecondPerson, bench.Screen.Screen);

        bench.Scan(Opener.Badge.Value);
        Assert.Equal(KioskScreen.SecondPerson, bench.Screen.Screen);
        bench.SignIn(Stranger);
        Assert.Equal(NoticeKind.SecondPersonRefused, bench.Screen.Message?.Kind);
        Assert.Equal(1, bench.Count<Fact.ReleaseIntended>());

        bench.SignIn(Second);
        Assert.Equal(KioskScreen.CheckingPickup, bench.Screen.Screen);
        bench.Answer(new CallAnswer.SecretChecked("check"));
        int door = bench.Opens();
        bench.Shuts(door);
        Assert.Equal(KioskScreen.SealQuestion, bench.Screen.Screen);
        Assert.Equal(0, bench.Count<Fact.PacketPickedUp>());
        bench.Ask(new KioskRequest.SealSeen(Intact: true));

        Fact.PacketPickedUp picked = bench.Last<Fact.PacketPickedUp>();
        Assert.Equal([Opener.Id, Second.Id], picked.Actors);
        Assert.Equal(SealState.Intact, picked.Seal);
        Assert.Equal(new Authorisation.Checked("check"), bench.Last<Fact.ReleaseIntended>().Authorisation);
    }

    [Fact]
    public void Fresh_desired_state_allows_a_packet_for_two_without_a_call_and_old_one_does_not()
    {
        Bench fresh = Filled(ForTwo);
        fresh.Give(new CabinetInput.DesiredReceived(new DesiredChange.Full(Wanted(2, PacketStanding.Deposited))));
        fresh.SignIn(Opener);
        fresh.SignIn(Second);
        Assert.Equal(new Authorisation.Desired(2), fresh.Last<Fact.ReleaseIntended>().Authorisation);

        Bench old = Filled(ForTwo);
        old.Give(new CabinetInput.DesiredReceived(new DesiredChange.Full(Wanted(2, PacketStanding.Deposited))));
        old.After(TimeSpan.FromMinutes(15));
        old.SignIn(Opener);
        old.SignIn(Second);
        Assert.Equal(NoticeKind.CheckFailed, old.Screen.Message?.Kind);
        Assert.Equal(1, old.Count<Fact.ReleaseIntended>());
    }

    [Fact]
    public void Two_who_are_no_named_opener_open_nothing()
    {
        DesiredState desired = Wanted();
        ExpectedPacket packet = Packet(ForTwo) with { Openers = [Stranger.Id] };
        Bench bench = Filled(ForTwo);
        bench.Give(new CabinetInput.DesiredReceived(
            new DesiredChange.Full(desired with { Version = 2, Packets = desired.Packets.SetItem(ForTwo, packet) })));
        bench.SignIn(Opener);
        bench.SignIn(Second);
        Assert.Equal(NoticeKind.SecondPersonRefused, bench.Screen.Message?.Kind);
        Assert.Equal(1, bench.Count<Fact.ReleaseIntended>());
    }

    [Fact]
    public void Without_a_second_person_in_two_minutes_the_compartment_stays_shut()
    {
        Bench bench = Filled(ForTwo);
        bench.SignIn(Opener);
        for (int second = 0; second < 120; second++)
        {
            Assert.Equal(KioskScreen.SecondPerson, bench.Screen.Screen);
            bench.Seconds(1);
        }

        Assert.Equal(KioskScreen.Welcome, bench.Screen.Screen);
        Assert.Equal(1, bench.Count<Fact.ReleaseIntended>());
    }

    [Fact]
    public void A_visit_idles_out_after_a_minute_and_more_time_extends_it()
    {
        Bench bench = new();
        bench.SignIn(Opener);
        Assert.Equal(TimeSpan.FromSeconds(40), bench.Screen.WarnAt!.Value - bench.Now);
        bench.Seconds(59);
        bench.Ask(new KioskRequest.MoreTime());
        bench.Seconds(59);
        Assert.Equal(KioskScreen.Welcome, bench.Screen.Screen);
        bench.Seconds(1);
        Assert.Equal(KioskScreen.Idle, bench.Screen.Screen);
        Assert.Equal(bench.Last<Fact.SignedIn>().VisitId, bench.Last<Fact.SignedOut>().VisitId);
    }

    [Fact]
    public void Five_wrong_pins_lock_a_person_out_for_a_quarter_of_an_hour()
    {
        Bench bench = new();
        bench.Scan(Opener.Badge.Value);
        for (int failure = 0; failure < 5; failure++)
        {
            bench.Ask(new KioskRequest.EnterPin("0000"));
            bench.Give(new CabinetInput.PinChecked(Opener.Id, false));
        }

        bench.Scan(Opener.Badge.Value);
        Assert.Equal(NoticeKind.LockedOut, bench.Screen.Message?.Kind);
        Assert.Equal(SignInRefusal.LockedOut, bench.Last<Fact.SignInRefused>().Reason);
        bench.SignIn(Second);
        Assert.Equal(Second.Id, bench.Last<Fact.SignedIn>().Person);
        bench.Ask(new KioskRequest.SignOut());

        bench.After(TimeSpan.FromMinutes(15));
        bench.SignIn(Opener);
        Assert.Equal(Opener.Id, bench.Last<Fact.SignedIn>().Person);
    }

    [Fact]
    public void A_forced_compartment_is_opened_for_nobody_until_a_person_has_looked()
    {
        Bench bench = Filled(Plain);
        int door = bench.State.Holdings.Places[Plain];
        bench.Sense(door, DoorSeen.Open);
        bench.Seconds(0.15);
        Assert.Contains(bench.Journal, fact => fact is Fact.FaultRaised { Name: "ForcedOpen" });
        bench.Shuts(door);
        bench.SignIn(Opener);
        Assert.Equal((KioskScreen.Welcome, 0), (bench.Screen.Screen, bench.Screen.Waiting));
    }

    /// <summary>A cabinet into which the sender has put these packets, offline, and signed out.</summary>
    internal static Bench Filled(params PacketId[] packets)
    {
        Bench bench = new();
        bench.SignIn(Sender);
        foreach (PacketId packet in packets)
        {
            bench.Deposits(packet.Value);
        }

        bench.Ask(new KioskRequest.SignOut());
        return bench;
    }
}
