using System.Diagnostics;
using SmartLocker.HardwareSpecs.Cabinets;

namespace SmartLocker.HardwareSpecs.Placement;

/// <summary>What the rules say about one compartment for one packet.</summary>
internal static class Judge
{
    public static Verdict Of(CompartmentSpec door, CompartmentNow now, PlaceRequest request, FreeCount free) =>
        Unfit(door, now, request) is { } reason
            ? new Verdict.FallsOut(reason)
            : now.Occupancy switch
            {
                Occupancy.Holds held => Adding(door, now, held, request),
                Occupancy.Vacant when now.FixedFor is not null =>
                    new Verdict.Fits(new Rank(1, (int)door.Size, now.Uses, door.Number), PlaceReason.FixedForReceiver),
                Occupancy.Vacant => Shared(door, now, request, free),
                _ => throw new UnreachableException($"No rule for {now.Occupancy}."),
            };

    /// <summary>What rules a compartment out whichever way it would be used.</summary>
    private static NoRoomReason? Unfit(CompartmentSpec door, CompartmentNow now, PlaceRequest request) =>
        now.Occupancy is Occupancy.Unusable ? NoRoomReason.OutOfUse
        : request.Refused.Contains(door.Number) ? NoRoomReason.RefusedAlready
        : door.Size < request.Size ? NoRoomReason.TooSmall
        : request.LowDoor && !door.LowDoor ? NoRoomReason.NotLow
        : now.FixedFor is { } owner && owner != request.Receiver ? NoRoomReason.FixedForAnother
        : now.Occupancy is Occupancy.Holds { Receiver: var receiver } && receiver != request.Receiver ? NoRoomReason.HoldsAnother
        : null;

    /// <summary>Rule 1 (併入): the receiver's own, its fixed one first, then the one that becomes fullest.</summary>
    private static Verdict Adding(CompartmentSpec door, CompartmentNow now, Occupancy.Holds held, PlaceRequest request)
    {
        bool may = held.MayAdd && request is { Alone: false, MayAddToOccupied: true, Receiver: not null }
            && Capacity.Takes(door.Size, held.Volume, request.Size);
        int roomLeft = Capacity.VolumeIn(door.Size) - held.Volume;
        return may
            ? new Verdict.Fits(new Rank(0, now.FixedFor is null ? 1 : 0, roomLeft, door.Number), PlaceReason.HoldsThisReceiver)
            : new Verdict.FallsOut(NoRoomReason.CannotAdd);
    }

    /// <summary>Rule 3: the smallest size that fits; a larger one only while more than t of it are free.</summary>
    private static Verdict Shared(CompartmentSpec door, CompartmentNow now, PlaceRequest request, FreeCount free)
    {
        bool exact = door.Size == request.Size;
        return exact || free.Of(door.Size) > request.Reserve
            ? new Verdict.Fits(
                new Rank(2, (int)door.Size, now.Uses, door.Number),
                exact ? PlaceReason.ExactFit : PlaceReason.LargerThanNeeded)
            : new Verdict.FallsOut(NoRoomReason.KeptInReserve);
    }
}
