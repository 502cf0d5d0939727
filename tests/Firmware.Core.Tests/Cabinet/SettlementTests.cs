using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Desired;
using SmartLocker.Firmware.Core.Doors;
using SmartLocker.Firmware.Core.Faults;
using SmartLocker.Firmware.Core.Journal;
using SmartLocker.Firmware.Core.Link;
using static SmartLocker.Firmware.Core.Tests.Cabinet.People;

namespace SmartLocker.Firmware.Core.Tests.Cabinet;

/// <summary>CL-36: somebody looked into a doubted compartment; what the record says becomes the cabinet's.</summary>
public sealed class SettlementTests
{
    private readonly Bench _bench = new();

    [Fact]
    public void A_packet_found_after_an_interrupted_deposit_lies_there_and_its_receiver_collects_it()
    {
        int door = Interrupted();
        Desire(Found(Looked(_bench, door)));
        Assert.Equal(new Fact.PacketFound(Plain, door, Health, 2), _bench.Last<Fact.PacketFound>());
        Assert.Equal(CompartmentCondition.Occupied, Compartments.ConditionOf(_bench.State, _bench.Model, door));

        _bench.SignIn(Opener);
        Assert.Equal(door, _bench.Opens());
        _bench.Shuts(door);
        Assert.Equal(Plain, _bench.Last<Fact.PacketPickedUp>().Packet);
        Assert.Equal(CompartmentCondition.Vacant, Compartments.ConditionOf(_bench.State, _bench.Model, door));
    }

    [Fact]
    public void A_compartment_in_which_nothing_was_found_is_vacant_again()
    {
        int door = Interrupted();
        Desire(With(Wanted(2), Looked(_bench, door)));
        Assert.Equal(CompartmentCondition.Vacant, Compartments.ConditionOf(_bench.State, _bench.Model, door));
        Assert.Equal(0, _bench.Count<Fact.PacketFound>());
    }

    /// <summary>Out of service and back is a repair: nobody said what lies inside.</summary>
    [Fact]
    public void Back_in_service_without_a_look_the_doubt_stays()
    {
        int door = Interrupted();
        Desire(With(Wanted(2), new CompartmentSetting(door, null, "being looked at")));
        Desire(Wanted(3));
        Assert.True(_bench.State.Holdings.HasFault(FaultName.ContentsUnknown, door));
    }

    [Fact]
    public void A_look_from_before_the_doubt_says_nothing_about_it()
    {
        CompartmentSetting early = Looked(_bench, 1);
        int door = Interrupted();
        Desire(Found(early with { Compartment = door }));
        Assert.True(_bench.State.Holdings.HasFault(FaultName.ContentsUnknown, door));
        Assert.Empty(_bench.State.Holdings.Places);
    }

    [Fact]
    public void A_look_that_knows_more_than_this_journal_has_is_about_another_journal()
    {
        int door = Interrupted();
        Desire(Found(Looked(_bench, door) with { SettledUpTo = _bench.Journal.Count + 1 }));
        Assert.True(_bench.State.Holdings.HasFault(FaultName.ContentsUnknown, door));
    }

    /// <summary>Another cabinet's disk was put in, and its journal is long enough (the simulator's seed 73).</summary>
    [Fact]
    public void A_look_says_nothing_about_a_journal_that_the_server_does_not_take()
    {
        int door = Interrupted();
        _bench.Give(new CabinetInput.LinkWelcomed(1, 0, JournalStanding.Quarantined));
        Assert.True(_bench.Model.Compartments.All(
            spec => _bench.State.Holdings.HasFault(FaultName.ContentsUnknown, spec.Number)));
        Desire(Found(Looked(_bench, door)));
        Assert.Equal(0, _bench.Count<Fact.PacketFound>());
        Assert.True(_bench.State.Holdings.HasFault(FaultName.ContentsUnknown, door));
    }

    /// <summary>The pickup is on its way to a server that does not know of it yet.</summary>
    [Fact]
    public void What_was_collected_meanwhile_is_not_found_again()
    {
        A_packet_found_after_an_interrupted_deposit_lies_there_and_its_receiver_collects_it();
        int door = _bench.Last<Fact.PacketFound>().Compartment;
        CompartmentSetting stale = _bench.State.Desired.Compartments[door];
        Desire(Found(stale) with { Version = 3 });
        Assert.Empty(_bench.State.Holdings.Places);
    }

    [Fact]
    public void The_same_look_told_twice_is_taken_once()
    {
        int door = Interrupted();
        CompartmentSetting looked = Looked(_bench, door);
        Desire(Found(looked));
        Desire(Found(looked) with { Version = 3 });
        Assert.Equal(1, _bench.Count<Fact.PacketFound>());
        Assert.Equal(1, _bench.Journal.Count(fact => fact is Fact.FaultCleared { Name: FaultName.ContentsUnknown }));
    }

    [Fact]
    public void What_is_found_behind_another_door_lies_behind_the_old_one_no_more()
    {
        Bench bench = PickupStoryTests.Filled(Plain);
        int old = bench.State.Holdings.Places[Plain];
        int other = bench.Model.Compartments.First(door => door.Number != old).Number;
        DesiredState found = With(Wanted(9, PacketStanding.Deposited), Looked(bench, other));
        found = found with { Packets = found.Packets.SetItem(Plain, found.Packets[Plain] with { FoundIn = other }) };
        bench.Give(new CabinetInput.DesiredReceived(new DesiredChange.Full(found)));
        Assert.Equal(other, bench.State.Holdings.Places[Plain]);
        Assert.Empty(Compartments.ContentsOf(bench.State, old));
    }

    /// <summary>A label that the server forgot, as after a backup was put back (the simulator's seed 9).</summary>
    [Fact]
    public void What_was_found_and_is_in_no_list_lies_there_and_nobody_collects_it()
    {
        int door = Interrupted();
        Desire(With(Wanted(2), Looked(_bench, door) with { Unlisted = [Unknown] }));
        Assert.Equal(new Fact.PacketFound(Unknown, door, null, 2), _bench.Last<Fact.PacketFound>());
        Assert.Equal(CompartmentCondition.Occupied, Compartments.ConditionOf(_bench.State, _bench.Model, door));
        _bench.SignIn(Opener);
        _bench.Give(new CabinetInput.KioskAsked(new KioskRequest.StartPickup()));
        Assert.Empty(_bench.State.Pickups);
    }

    [Fact]
    public void What_lay_there_before_and_is_in_no_list_any_more_is_not_gone()
    {
        Bench bench = PickupStoryTests.Filled(Plain);
        int door = bench.State.Holdings.Places[Plain];
        CompartmentSetting looked = Looked(bench, door) with { Unlisted = [Plain] };
        DesiredState forgotten = With(Wanted(9), looked);
        forgotten = forgotten with { Packets = forgotten.Packets.Remove(Plain) };
        bench.Give(new CabinetInput.DesiredReceived(new DesiredChange.Full(forgotten)));
        Assert.Equal(door, bench.State.Holdings.Places[Plain]);
    }

    [Fact]
    public void What_is_recorded_while_the_door_is_still_open_counts_when_it_is_shut()
    {
        int door = Interrupted();
        _bench.Give(new CabinetInput.LinkWelcomed(1, 0, JournalStanding.Accepted));
        _bench.Give(new CabinetInput.OrderReceived("n", 1, new ServerOrder.IssueNonce()));
        string nonce = ((ServerCall.IssuedNonce)_bench.Effects.OfType<CabinetEffect.AskServer>().Last().Call).Nonce;
        _bench.Give(new CabinetInput.OrderReceived("o", 1, new ServerOrder.Open(
            CommandId.Parse("look"), nonce, TimeSpan.FromSeconds(10), door, Sender.Id, Second.Id)));
        _bench.Opens();
        Desire(Found(Looked(_bench, door)));
        Assert.Empty(_bench.State.Holdings.Places);
        _bench.Shuts(door);
        Assert.Equal(door, _bench.State.Holdings.Places[Plain]);
    }

    /// <summary>Everything that this cabinet has said so far was known when a person put the contents on record.</summary>
    internal static CompartmentSetting Looked(Bench bench, int door) =>
        new(door, null, null) { SettledUpTo = bench.Journal.Count };

    /// <summary>Power fails while the door of a deposit is open.</summary>
    private int Interrupted()
    {
        _bench.SignIn(Sender);
        _bench.Scan(Plain.Value);
        int door = _bench.Opens();
        _bench.Start();
        Assert.True(_bench.State.Holdings.HasFault(FaultName.ContentsUnknown, door));
        Assert.Empty(_bench.State.Holdings.Places);
        return door;
    }

    /// <summary>The plain packet was found there.</summary>
    private static DesiredState Found(CompartmentSetting looked)
    {
        DesiredState wanted = With(Wanted(2, PacketStanding.Deposited), looked);
        ExpectedPacket packet = wanted.Packets[Plain] with { FoundIn = looked.Compartment };
        return wanted with { Packets = wanted.Packets.SetItem(Plain, packet) };
    }

    private static DesiredState With(DesiredState state, CompartmentSetting setting) =>
        state with { Compartments = state.Compartments.Add(setting.Compartment, setting) };

    private void Desire(DesiredState state) => _bench.Give(new CabinetInput.DesiredReceived(new DesiredChange.Full(state)));
}
