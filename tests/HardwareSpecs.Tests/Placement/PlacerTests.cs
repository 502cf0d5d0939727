using System.Collections.Immutable;
using SmartLocker.HardwareSpecs.Placement;
using static SmartLocker.HardwareSpecs.Tests.Placement.Cabinet;

namespace SmartLocker.HardwareSpecs.Tests.Placement;

/// <summary>Which door, and why: the rules one by one, in the order they are asked.</summary>
public sealed class PlacerTests
{
    private static PlaceOutcome.Placed Placed(int compartment, PlaceReason why) => new(compartment, why);

    [Fact]
    public void A_packet_joins_what_already_waits_for_its_receiver() => Assert.Equal(
        Placed(20, PlaceReason.HoldsThisReceiver),
        Place(With(new CompartmentNow(20, Held(Health), 9)), Packet()));

    [Fact]
    public void Of_two_that_hold_its_receiver_the_fuller_is_filled_first() => Assert.Equal(
        Placed(15, PlaceReason.HoldsThisReceiver),
        Place(With(new CompartmentNow(7, Held(Health, 1), 0), new CompartmentNow(15, Held(Health, 2), 0)), Packet()));

    [Fact]
    public void Of_two_that_hold_its_receiver_the_one_that_is_its_own_comes_first() => Assert.Equal(
        Placed(15, PlaceReason.HoldsThisReceiver),
        Place(
            With(new CompartmentNow(7, Held(Health, 2), 0), new CompartmentNow(15, Held(Health, 1), 9) { FixedFor = Health }),
            Packet()));

    [Fact]
    public void Of_two_of_its_own_the_smaller_serves_however_worn() => Assert.Equal(
        Placed(1, PlaceReason.FixedForReceiver),
        Place(
            With(
                new CompartmentNow(1, new Occupancy.Vacant(), 99) { FixedFor = Health },
                new CompartmentNow(7, new Occupancy.Vacant(), 0) { FixedFor = Health }),
            Packet()));

    [Fact]
    public void A_fixed_compartment_is_no_part_of_the_reserve() => Assert.IsType<PlaceOutcome.NoRoom>(Place(
        [.. Only(7).Select(now => now.Number == 15 ? now with { Occupancy = new Occupancy.Vacant(), FixedFor = Police } : now)],
        Packet() with { Reserve = 1 }));

    [Fact]
    public void A_full_compartment_takes_no_more() => Assert.Equal(
        Placed(1, PlaceReason.ExactFit),
        Place(With(new CompartmentNow(20, Held(Health, 2), 0)), Packet()));

    [Fact]
    public void Nothing_joins_what_must_lie_alone() => Assert.Equal(
        Placed(1, PlaceReason.ExactFit),
        Place(With(new CompartmentNow(20, Held(Health, 1, mayAdd: false), 0)), Packet()));

    [Fact]
    public void A_packet_that_must_lie_alone_joins_nothing() => Assert.Equal(
        Placed(1, PlaceReason.ExactFit),
        Place(With(new CompartmentNow(20, Held(Health), 0)), Packet() with { Alone = true }));

    [Fact]
    public void A_packet_whose_agency_forbids_adding_joins_nothing() => Assert.Equal(
        Placed(1, PlaceReason.ExactFit),
        Place(With(new CompartmentNow(20, Held(Health), 0)), Packet() with { MayAddToOccupied = false }));

    [Fact]
    public void An_unknown_label_gets_an_empty_shared_compartment() => Assert.Equal(
        Placed(1, PlaceReason.ExactFit),
        Place(With(new CompartmentNow(20, Held(Health), 0)), Packet() with { Receiver = null, Alone = true }));

    [Fact]
    public void An_unknown_label_joins_nothing_even_when_nobody_said_alone() => Assert.Equal(
        Placed(1, PlaceReason.ExactFit),
        Place(With(new CompartmentNow(20, Held(Health), 0)), Packet() with { Receiver = null }));

    [Fact]
    public void The_receivers_fixed_compartment_comes_before_a_shared_one() => Assert.Equal(
        Placed(24, PlaceReason.FixedForReceiver),
        Place(With(new CompartmentNow(24, new Occupancy.Vacant(), 99) { FixedFor = Health }), Packet()));

    [Fact]
    public void Another_agencys_fixed_compartment_is_never_used() => Assert.IsType<PlaceOutcome.NoRoom>(
        Place([.. Vacant(City).Select(now => now with { FixedFor = Police })], Packet()));

    [Fact]
    public void Among_equals_the_least_worn_door_serves_then_the_lowest_number()
    {
        CompartmentNow[] worn = [.. Vacant(City).Select(now => now with { Uses = now.Number is 11 or 12 ? 4 : 5 })];

        Assert.Equal(Placed(11, PlaceReason.ExactFit), Place([.. worn], Packet()));
    }

    [Fact]
    public void A_larger_compartment_serves_when_none_fits_exactly() => Assert.Equal(
        Placed(7, PlaceReason.LargerThanNeeded), Place(Only(7, 8), Packet()));

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void A_larger_compartment_is_kept_while_no_more_than_the_reserve_are_free(int reserve, bool placed)
    {
        PlaceOutcome outcome = Place(Only(7, 15), Packet() with { Reserve = reserve });

        Assert.Equal(placed, outcome is PlaceOutcome.Placed);
    }

    /// <summary>Door 7 is the only medium one that anybody may have: door 15 is somebody's own, door 23 out of service.</summary>
    [Fact]
    public void Neither_a_fixed_compartment_nor_one_out_of_service_counts_as_free_for_the_reserve()
    {
        ImmutableArray<CompartmentNow> now =
        [
            .. Only(7, 15).Where(door => door.Number is not (15 or 23)),
            new CompartmentNow(15, new Occupancy.Vacant(), 0) { FixedFor = Police },
            new CompartmentNow(23, new Occupancy.Unusable(UnusableReason.OutOfService), 0),
        ];

        Assert.IsType<PlaceOutcome.NoRoom>(Place(now, Packet() with { Reserve = 1 }));
        Assert.IsType<PlaceOutcome.Placed>(Place(now, Packet() with { Reserve = 0 }));
    }

    [Fact]
    public void The_reserve_does_not_bind_a_packet_of_that_size() => Assert.Equal(
        Placed(7, PlaceReason.ExactFit), Place(Only(7), Packet(PacketSize.M) with { Reserve = 5 }));

    [Fact]
    public void A_low_door_is_given_where_one_is_needed() => Assert.Equal(
        Placed(4, PlaceReason.ExactFit), Place(Vacant(City), Packet() with { LowDoor = true }));

    [Fact]
    public void A_high_door_is_not_given_where_a_low_one_is_needed() => Assert.IsType<PlaceOutcome.NoRoom>(
        Place(Only(1, 2, 3), Packet() with { LowDoor = true }));

    [Fact]
    public void A_compartment_that_was_refused_is_not_offered_again() => Assert.Equal(
        Placed(2, PlaceReason.ExactFit), Place(Vacant(City), Packet() with { Refused = [1] }));

    [Fact]
    public void What_nobody_vouches_for_is_not_free() => Assert.IsType<PlaceOutcome.NoRoom>(Place([], Packet()));

    [Fact]
    public void Two_claims_about_one_door_are_a_bug_of_the_caller() => Assert.Throws<ArgumentException>(
        () => Place([.. Vacant(City), new CompartmentNow(3, Held(Police), 0)], Packet()));

    [Fact]
    public void No_room_says_how_many_fell_out_for_which_reason()
    {
        CompartmentNow[] now =
        [
            new(8, new Occupancy.Unusable(UnusableReason.Faulty), 0),
            new(16, Held(Police), 0),
            new(24, Held(Health, 8), 0),
            new(1, new Occupancy.Vacant(), 0),
            new(2, new Occupancy.Vacant(), 0),
        ];

        PlaceOutcome.NoRoom outcome = Assert.IsType<PlaceOutcome.NoRoom>(Placer.Place(City, now, Packet(PacketSize.L)));

        Assert.Equal(
            [(NoRoomReason.OutOfUse, 1), (NoRoomReason.TooSmall, 2), (NoRoomReason.HoldsAnother, 1), (NoRoomReason.CannotAdd, 1)],
            outcome.Counts.Select(count => (count.Key, count.Value)));
    }

    [Theory]
    [InlineData(UnusableReason.OutOfService)]
    [InlineData(UnusableReason.Faulty)]
    [InlineData(UnusableReason.Unknown)]
    [InlineData(UnusableReason.DoorOpen)]
    [InlineData(UnusableReason.Promised)]
    public void A_compartment_out_of_use_is_never_given(UnusableReason reason) => Assert.IsType<PlaceOutcome.NoRoom>(
        Place([.. Vacant(City).Select(now => now with { Occupancy = new Occupancy.Unusable(reason) })], Packet()));
}
