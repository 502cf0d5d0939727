using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Desired;
using SmartLocker.Firmware.Core.Doors;
using SmartLocker.Firmware.Core.Journal;
using SmartLocker.Firmware.Core.Link;
using static SmartLocker.Firmware.Core.Tests.Cabinet.People;

namespace SmartLocker.Firmware.Core.Tests.Cabinet;

public sealed class DepositStoryTests
{
    [Fact]
    public void A_courier_deposits_where_the_server_says_and_it_counts_when_the_door_is_shut()
    {
        Bench bench = new(online: true);
        bench.SignIn(Sender);
        Assert.Equal(KioskScreen.Welcome, bench.Screen.Screen);

        bench.Scan(Plain.Value);
        Assert.Equal(KioskScreen.Assigning, bench.Screen.Screen);
        bench.Answer(new CallAnswer.Assigned("a1", 5, Packet(Plain), "ExactFit"));
        Assert.Equal((KioskScreen.DoorOpening, 5), (bench.Screen.Screen, bench.Screen.Compartment));

        Assert.Equal(5, bench.Opens());
        Assert.Equal(KioskScreen.PutIn, bench.Screen.Screen);
        Assert.Equal(0, bench.Count<Fact.PacketDeposited>());

        bench.Shuts(5);
        Fact.PacketDeposited deposited = bench.Last<Fact.PacketDeposited>();
        Assert.Equal(
            (Plain, 5, Sender.Id, Health), (deposited.Packet, deposited.Compartment, deposited.Actor, deposited.Receiver!.Value));
        Assert.Equal(new Authorisation.Assigned("a1"), bench.Last<Fact.ReleaseIntended>().Authorisation);
        Assert.Equal((KioskScreen.Welcome, 1), (bench.Screen.Screen, bench.Screen.Deposited));
    }

    [Fact]
    public void Without_an_answer_in_a_second_the_cabinet_chooses_itself_and_a_late_answer_changes_nothing()
    {
        Bench bench = new(online: true);
        bench.SignIn(Sender);
        bench.Scan(Plain.Value);
        bench.Seconds(0.9);
        Assert.Null(bench.LastPulse);
        bench.Seconds(0.1);
        int chosen = bench.LastPulse!.Compartment;

        bench.Answer(new CallAnswer.Assigned("late", chosen + 1, Packet(Plain), "ExactFit"));
        bench.Opens();
        bench.Shuts(chosen);

        Assert.Equal(chosen, bench.Last<Fact.PacketDeposited>().Compartment);
        Assert.IsType<Authorisation.AssignedLocally>(Assert.Single(bench.Journal.OfType<Fact.ReleaseIntended>()).Authorisation);
    }

    [Fact]
    public void A_place_that_is_not_what_the_server_believes_is_refused_and_reported()
    {
        Bench bench = new();
        bench.SignIn(Sender);
        int taken = bench.Deposits(ForWorks.Value);
        bench.Give(new CabinetInput.LinkWelcomed(1, 0, JournalStanding.Accepted));

        bench.Scan(Plain.Value);
        bench.Answer(new CallAnswer.Assigned("a1", taken, Packet(Plain), "HoldsThisReceiver"));

        ServerCall.Assign again = Assert.IsType<ServerCall.Assign>(bench.Effects.OfType<CabinetEffect.AskServer>().Last().Call);
        Assert.Equal(CompartmentCondition.Refused, again.Compartments.Single(report => report.Compartment == taken).Condition);
        Assert.Equal(1, bench.Count<Fact.ReleaseIntended>());
    }

    [Fact]
    public void Packets_of_one_receiver_share_a_compartment_but_one_for_two_persons_lies_alone()
    {
        Bench bench = new();
        bench.SignIn(Sender);
        int first = bench.Deposits(Plain.Value);
        int second = bench.Deposits(PlainToo.Value);
        int alone = bench.Deposits(ForTwo.Value);

        Assert.Equal(first, second);
        Assert.NotEqual(first, alone);
        Assert.NotEqual(alone, bench.Deposits(Urgent.Value));
    }

    [Fact]
    public void An_unknown_label_offline_gets_an_empty_compartment_of_its_own_and_nobody_collects_it()
    {
        Bench bench = new();
        bench.SignIn(Sender);
        int alone = bench.Deposits(Unknown.Value);
        Assert.Null(bench.Last<Fact.PacketDeposited>().Receiver);
        Assert.NotEqual(alone, bench.Deposits(Plain.Value));
        bench.Ask(new KioskRequest.SignOut());

        bench.SignIn(Opener);
        bench.Shuts(bench.Opens());
        Assert.Equal([Plain], bench.Journal.OfType<Fact.PacketPickedUp>().Select(fact => fact.Packet));
        Assert.Equal(0, bench.Screen.Waiting);
    }

    [Fact]
    public void A_packet_taken_back_before_the_door_shuts_was_never_deposited()
    {
        Bench bench = new();
        bench.SignIn(Sender);
        bench.Scan(Plain.Value);
        int door = bench.Opens();
        bench.Ask(new KioskRequest.CancelDeposit());
        Assert.Equal(KioskScreen.TakeBack, bench.Screen.Screen);
        bench.Shuts(door);

        Assert.Equal(0, bench.Count<Fact.PacketDeposited>());
        Assert.Equal(DepositAbandonment.ByPerson, bench.Last<Fact.DepositAbandoned>().Reason);
        Assert.Equal(CompartmentCondition.Vacant, Compartments.ConditionOf(bench.State, bench.Model, door));
    }

    [Fact]
    public void What_does_not_fit_gets_a_larger_door_after_the_first_is_shut()
    {
        Bench bench = new();
        bench.SignIn(Sender);
        bench.Scan(Plain.Value);
        int small = bench.Opens();
        bench.Ask(new KioskRequest.OtherDoor(PacketSize.L, Low: false));
        Assert.Equal(1, bench.Count<Fact.ReleaseIntended>());
        bench.Shuts(small);
        int large = bench.Opens();
        bench.Shuts(large);

        Assert.Equal(PacketSize.L, bench.Model.Compartment(large).Size);
        Assert.Equal(DepositAbandonment.TooSmall, bench.Last<Fact.DepositAbandoned>().Reason);
        Assert.Equal(large, bench.State.Holdings.Places[Plain]);
    }

    [Fact]
    public void The_same_label_again_opens_nothing()
    {
        Bench bench = new();
        bench.SignIn(Sender);
        bench.Scan(Plain.Value);
        bench.Scan(Plain.Value);
        Assert.Equal(1, bench.Count<Fact.ReleaseIntended>());
        bench.Shuts(bench.Opens());
        bench.Scan(Plain.Value);

        Assert.Equal(1, bench.Count<Fact.ReleaseIntended>());
        Assert.Equal(NoticeKind.AlreadyDeposited, bench.Screen.Message?.Kind);
    }

    [Fact]
    public void Who_leaves_with_the_door_open_has_deposited_nothing_and_somebody_must_look()
    {
        Bench bench = new();
        bench.SignIn(Sender);
        bench.Scan(Plain.Value);
        int door = bench.Opens();
        bench.Seconds(61);
        Assert.Equal(KioskScreen.Idle, bench.Screen.Screen);
        Assert.Equal(0, bench.Count<Fact.PacketDeposited>());
        bench.Seconds(300);
        Assert.Contains(bench.Journal, fact => fact is Fact.FaultRaised { Name: "LeftOpen" });

        bench.Shuts(door);
        Assert.Equal(0, bench.Count<Fact.PacketDeposited>());
        Assert.Equal(DepositAbandonment.Interrupted, bench.Last<Fact.DepositAbandoned>().Reason);
        Assert.Equal("ContentsUnknown", bench.Last<Fact.FaultRaised>().Name);
        Assert.Equal("LeftOpen", bench.Last<Fact.FaultCleared>().Name);
    }

    [Fact]
    public void Who_wanted_the_packet_back_and_left_leaves_a_compartment_nobody_uses_unseen()
    {
        Bench bench = new();
        bench.SignIn(Sender);
        bench.Scan(Plain.Value);
        int door = bench.Opens();
        bench.Ask(new KioskRequest.CancelDeposit());
        bench.Seconds(61);
        bench.Shuts(door);

        Assert.Equal(DepositAbandonment.Interrupted, bench.Last<Fact.DepositAbandoned>().Reason);
        Assert.Equal(CompartmentCondition.OutOfService, Compartments.ConditionOf(bench.State, bench.Model, door));
    }

    [Fact]
    public void A_door_that_stays_shut_gives_way_to_another_and_is_not_used_any_more()
    {
        Bench bench = new();
        bench.SignIn(Sender);
        bench.Scan(Plain.Value);
        int jammed = Jam(bench);
        Assert.Equal(KioskScreen.DoorStuck, bench.Screen.Screen);
        Assert.Equal(
            new Fact.ReleaseEnded(bench.LastPulse!.Command, jammed, ReleaseResult.Jammed, 3), bench.Last<Fact.ReleaseEnded>());

        bench.Ask(new KioskRequest.OtherDoor(null, Low: false));
        Assert.NotEqual(jammed, bench.Opens());
        Assert.Equal(DepositAbandonment.DoorFault, bench.Last<Fact.DepositAbandoned>().Reason);
        Assert.Equal(CompartmentCondition.OutOfService, Compartments.ConditionOf(bench.State, bench.Model, jammed));
    }

    [Fact]
    public void A_jammed_door_that_gives_way_late_goes_on_with_the_deposit_and_is_no_burglary()
    {
        Bench bench = new();
        bench.SignIn(Sender);
        bench.Scan(Plain.Value);
        int door = Jam(bench);
        bench.Sense(door, DoorSeen.Open);
        Assert.Equal(KioskScreen.PutIn, bench.Screen.Screen);
        bench.Shuts(door);

        Assert.Equal(door, bench.State.Holdings.Places[Plain]);
        Assert.DoesNotContain(bench.Journal, fact => fact is Fact.FaultRaised { Name: "ForcedOpen" or "ContentsUnknown" });
    }

    [Fact]
    public void With_the_journal_nearly_full_deposits_stop_and_pickups_go_on()
    {
        Bench bench = new();
        bench.SignIn(Sender);
        bench.Deposits(Plain.Value);
        bench.Give(new CabinetInput.JournalHealth(Writable: true, UsedPercent: 90));
        bench.Scan(PlainToo.Value);
        Assert.Equal(NoticeKind.DepositsStopped, bench.Screen.Message?.Kind);
        bench.Ask(new KioskRequest.SignOut());

        bench.SignIn(Opener);
        bench.Shuts(bench.Opens());
        Assert.Equal(1, bench.Count<Fact.PacketPickedUp>());
    }

    [Fact]
    public void With_a_journal_that_takes_nothing_no_deposit_begins_and_the_person_is_told_why()
    {
        Bench bench = new();
        bench.SignIn(Sender);
        bench.Give(new CabinetInput.JournalHealth(Writable: false, UsedPercent: 10));
        bench.Scan(Plain.Value);
        Assert.Equal(NoticeKind.DepositsStopped, bench.Screen.Message?.Kind);
        Assert.Empty(bench.State.Deposits);
        Assert.Equal(0, bench.Count<Fact.ReleaseIntended>());
    }

    [Fact]
    public void The_door_opens_again_within_the_visit_and_the_packet_may_be_taken_back()
    {
        Bench bench = new();
        bench.SignIn(Sender);
        int door = bench.Deposits(Plain.Value);
        bench.Ask(new KioskRequest.OpenAgain());
        Assert.Equal(ReleasePurpose.Reopen, bench.Last<Fact.ReleaseIntended>().Purpose);
        bench.Opens();
        bench.Shuts(door);
        Assert.True(bench.State.Holdings.Places.ContainsKey(Plain));

        bench.Ask(new KioskRequest.OpenAgain());
        bench.Opens();
        bench.Ask(new KioskRequest.CancelDeposit());
        bench.Shuts(door);
        Assert.False(bench.State.Holdings.Places.ContainsKey(Plain));
        Assert.Equal(1, bench.Count<Fact.PacketDeposited>());
    }

    private static int Jam(Bench bench)
    {
        for (int attempt = 1; attempt <= 3; attempt++)
        {
            bench.Pulse();
            bench.Seconds(1.5);
            bench.Seconds(1);
        }

        return bench.LastPulse!.Compartment;
    }
}
