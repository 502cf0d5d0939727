using FsCheck;
using FsCheck.Fluent;
using SmartLocker.HardwareSpecs.Cabinets;
using SmartLocker.HardwareSpecs.Placement;
using static SmartLocker.HardwareSpecs.Tests.Placement.Cabinet;

namespace SmartLocker.HardwareSpecs.Tests.Placement;

/// <summary>What holds for every cabinet in every state and every packet.</summary>
public sealed class PlacerPropertyTests
{
    private static readonly AgencyCode?[] Agencies = [Health, Police, null];

    private static readonly Gen<Occupancy> Occupancies = Gen.Frequency(
        (4, Gen.Constant<Occupancy>(new Occupancy.Vacant())),
        (3, from agency in Gen.Elements(Health, Police)
            from volume in Gen.Choose(1, 8)
            from mayAdd in Gen.Elements(true, true, false)
            select Held(agency, volume, mayAdd)),
        (1, from reason in Gen.Elements(Enum.GetValues<UnusableReason>()) select (Occupancy)new Occupancy.Unusable(reason)));

    private static readonly Gen<CompartmentNow[]> Cabinets =
        (from occupancy in Occupancies
         from owner in Gen.Frequency((5, Gen.Constant<AgencyCode?>(null)), (1, Gen.Elements(Agencies)))
         from uses in Gen.Choose(0, 2)
         select new CompartmentNow(0, occupancy, uses) { FixedFor = owner })
        .ArrayOf(24).Select(doors => doors.Select((door, index) => door with { Number = index + 1 }).ToArray());

    private static readonly Gen<PlaceRequest> Requests =
        from receiver in Gen.Elements(Agencies)
        from size in Gen.Elements(Enum.GetValues<PacketSize>())
        from alone in Gen.Elements(true, false, false)
        from low in Gen.Elements(true, false, false)
        from mayAdd in Gen.Elements(true, true, false)
        from refused in Gen.Choose(1, 24).ArrayOf(3)
        from reserve in Gen.Choose(0, 3)
        select new PlaceRequest
        {
            Receiver = receiver,
            Size = size,
            Alone = alone,
            LowDoor = low,
            MayAddToOccupied = mayAdd,
            Refused = [.. refused],
            Reserve = reserve,
        };

    [Fact]
    public void A_packet_never_meets_another_agencys_packet_or_a_door_that_is_out_of_use() => ForAll((now, request, chosen) =>
    {
        Assert.True(chosen.Occupancy is Occupancy.Vacant or Occupancy.Holds);
        if (chosen.Occupancy is Occupancy.Holds held)
        {
            Assert.Equal(request.Receiver, held.Receiver);
        }

        Assert.True(chosen.FixedFor is null || chosen.FixedFor == request.Receiver);
    });

    [Fact]
    public void What_must_lie_alone_lies_alone() => ForAll((now, request, chosen) =>
    {
        bool mayJoin = request is { Alone: false, MayAddToOccupied: true, Receiver: not null };
        Assert.True(chosen.Occupancy is Occupancy.Vacant || (mayJoin && chosen.Occupancy is Occupancy.Holds { MayAdd: true }));
    });

    [Fact]
    public void A_packet_fits_where_it_is_sent() => ForAll((now, request, chosen) =>
    {
        CompartmentSpec door = City.Compartment(chosen.Number);
        int taken = chosen.Occupancy is Occupancy.Holds held ? held.Volume : 0;
        Assert.True(door.Size >= request.Size);
        Assert.True(taken + Capacity.VolumeOf(request.Size) <= Capacity.VolumeIn(door.Size));
        Assert.True(door.LowDoor || !request.LowDoor);
        Assert.DoesNotContain(door.Number, request.Refused);
    });

    [Fact]
    public void The_reserve_of_larger_compartments_is_kept() => ForAll((now, request, chosen) =>
    {
        PacketSize size = City.Compartment(chosen.Number).Size;
        int free = now.Count(other => IsFree(other) && City.Compartment(other.Number).Size == size);
        Assert.True(!IsFree(chosen) || size == request.Size || free > request.Reserve);
    });

    /// <summary>Both sides list compartments in an order of their own; they must not disagree because of it.</summary>
    [Fact]
    public void The_order_in_which_compartments_are_listed_does_not_matter() => ForEach((now, request) =>
    {
        PlaceOutcome forward = Placer.Place(City, now, request);
        PlaceOutcome backward = Placer.Place(City, [.. now.Reverse()], request);
        PlaceOutcome shuffled = Placer.Place(City, [.. now.OrderBy(door => door.Number * 7 % 25)], request);
        Assert.Equal(Describe(forward), Describe(backward));
        Assert.Equal(Describe(forward), Describe(shuffled));
    });

    /// <summary>Whatever is sent one after the other, no door ever holds two receivers or more than it takes.</summary>
    [Fact]
    public void A_whole_day_of_packets_never_double_books() => Prop.ForAll(
        (from requests in Requests.ArrayOf(60) from now in Cabinets select (now, requests)).ToArbitrary(),
        day =>
        {
            CompartmentNow[] now = day.now;
            foreach (PlaceRequest request in day.requests)
            {
                if (Placer.Place(City, now, request) is not PlaceOutcome.Placed placed)
                {
                    continue;
                }

                CompartmentNow before = now[placed.Compartment - 1];
                int volume = Capacity.VolumeOf(request.Size) + (before.Occupancy is Occupancy.Holds held ? held.Volume : 0);
                AgencyCode? there = (before.Occupancy as Occupancy.Holds)?.Receiver;
                Assert.True(before.Occupancy is Occupancy.Vacant || there == request.Receiver);
                Assert.True(volume <= Capacity.VolumeIn(City.Compartment(placed.Compartment).Size));
                Occupancy after = request.Receiver is { } receiver
                    ? Held(receiver, volume, !request.Alone)
                    : new Occupancy.Unusable(UnusableReason.Unknown);
                now = [.. now.Select(door => door.Number == placed.Compartment ? before with { Occupancy = after } : door)];
            }
        }).QuickCheckThrowOnFailure();

    /// <summary>No room is said only when no door could have been given; the reasons count every door.</summary>
    [Fact]
    public void No_room_accounts_for_every_door() => ForEach((now, request) =>
    {
        if (Placer.Place(City, now, request) is PlaceOutcome.NoRoom full)
        {
            Assert.Equal(now.Length, full.Counts.Values.Sum());
            Assert.DoesNotContain(now, door => IsFree(door)
                && City.Compartment(door.Number).Size == request.Size
                && !request.Refused.Contains(door.Number)
                && (City.Compartment(door.Number).LowDoor || !request.LowDoor));
        }
    });

    private static bool IsFree(CompartmentNow door) => door is { FixedFor: null, Occupancy: Occupancy.Vacant };

    private static void ForAll(Action<CompartmentNow[], PlaceRequest, CompartmentNow> check) => ForEach((now, request) =>
    {
        if (Placer.Place(City, now, request) is PlaceOutcome.Placed placed)
        {
            check(now, request, now[placed.Compartment - 1]);
        }
    });

    private static void ForEach(Action<CompartmentNow[], PlaceRequest> check) => Prop.ForAll(
        (from now in Cabinets from request in Requests select (now, request)).ToArbitrary(),
        pair => check(pair.now, pair.request)).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    /// <summary>Records that hold a dictionary do not compare by value.</summary>
    private static string Describe(PlaceOutcome outcome) => outcome switch
    {
        PlaceOutcome.NoRoom full => string.Join(", ", full.Counts),
        _ => outcome.ToString(),
    };
}
