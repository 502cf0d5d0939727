using System.Collections.Immutable;
using SmartLocker.HardwareSpecs.Placement;
using SmartLocker.Server.Core.Fleet;

namespace SmartLocker.Server.Core.Assignment;

/// <summary>What the server's record and the cabinet's own eyes say together. Where they differ, the door is not used.</summary>
internal static class Occupancies
{
    /// <summary>For the cabinet that asks: only doors that it named.</summary>
    public static ImmutableArray<CompartmentNow> Seen(
        Cabinet cabinet, PacketId packet, ImmutableSortedDictionary<int, CompartmentCondition> reports, DateTimeOffset now) =>
    [
        .. reports.Select(report =>
        {
            Compartment door = cabinet.Door(report.Key);
            return Door(door, Merged(cabinet, door, packet, report.Value, now));
        }),
    ];

    /// <summary>For another cabinet, which nobody asked: by the record alone.</summary>
    public static ImmutableArray<CompartmentNow> Recorded(Cabinet cabinet, int compartments, PacketId packet,
        DateTimeOffset now) =>
    [
        .. Enumerable.Range(1, compartments).Select(number =>
        {
            Compartment door = cabinet.Door(number);
            return Door(door, ByRecord(cabinet, door, packet, now));
        }),
    ];

    private static CompartmentNow Door(Compartment door, Occupancy occupancy) =>
        new(door.Number, occupancy, door.Uses) { FixedFor = door.FixedFor };

    private static Occupancy Merged(
        Cabinet cabinet, Compartment door, PacketId packet, CompartmentCondition condition, DateTimeOffset now)
    {
        Occupancy record = ByRecord(cabinet, door, packet, now);
        return (condition, record) switch
        {
            (CompartmentCondition.OutOfService, _) => new Occupancy.Unusable(UnusableReason.OutOfService),
            (CompartmentCondition.Busy, _) => new Occupancy.Unusable(UnusableReason.DoorOpen),
            (_, Occupancy.Unusable) => record,

            // One says empty, the other says full: nobody knows, so nothing goes in.
            (CompartmentCondition.Vacant, Occupancy.Holds) or (CompartmentCondition.Occupied, Occupancy.Vacant) =>
                new Occupancy.Unusable(UnusableReason.Unknown),
            _ => record,
        };
    }

    private static Occupancy ByRecord(Cabinet cabinet, Compartment door, PacketId packet, DateTimeOffset now)
    {
        UnusableReason? reason =
            door.OutOfServiceReason is not null ? UnusableReason.OutOfService
            : cabinet.HasFault(door.Number) ? UnusableReason.Faulty
            : door.NeedsReconciliation || door.Contents.Any(content => content.Receiver is null) ? UnusableReason.Unknown
            : door.Pending.Any(pending => pending.Until > now && pending.Packet != packet) ? UnusableReason.Promised
            : null;
        if (reason is { } unusable) { return new Occupancy.Unusable(unusable); }
        if (door.Contents.IsEmpty) { return new Occupancy.Vacant(); }

        AgencyCode receiver = door.Contents[0].Receiver!.Value;
        bool mixed = door.Contents.Any(content => content.Receiver != receiver);
        return mixed
            ? new Occupancy.Unusable(UnusableReason.Unknown)
            : new Occupancy.Holds(
                receiver,
                door.Contents.Sum(content => Capacity.VolumeOf(content.Size)),
                !door.Contents.Any(content => content.Alone));
    }
}
