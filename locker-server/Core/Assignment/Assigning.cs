using System.Collections.Immutable;
using SmartLocker.HardwareSpecs.Cabinets;
using SmartLocker.HardwareSpecs.Placement;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Audit;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Core.Packets.Rules;

namespace SmartLocker.Server.Core.Assignment;

/// <summary>Which compartment a packet gets. The promise is part of the cabinet's state, so no door is promised twice.</summary>
public static class Assigning
{
    /// <summary>From the answer to the shut door; a courier who needs longer asks again.</summary>
    public static readonly TimeSpan PromiseLasts = TimeSpan.FromMinutes(10);

    public static AssignOutcome Decide(AssignSources sources, AssignRequest request, DateTimeOffset now)
    {
        if (Refusal(sources) is { } refusal)
        {
            return new AssignOutcome.Refused(
                refusal, refusal == CallRefusal.NotCollectedHere ? [.. sources.Others.Select(other => other.Cabinet.Id)] : []);
        }

        Packet packet = sources.Packet!;
        PlaceRequest wanted = Wanted(sources, packet, request);
        ImmutableArray<CompartmentNow> seen = Occupancies.Seen(sources.Cabinet, packet.Id, request.Reports, now);
        if (Promised(sources, packet.Id, wanted, seen, now) is { } again) { return again; }

        return Placer.Place(sources.Model, seen, wanted) switch
        {
            PlaceOutcome.Placed placed => Promise(sources, packet, request, placed, now),
            _ => new AssignOutcome.Refused(CallRefusal.NoRoom, OthersWithRoom(sources, packet, wanted, now)),
        };
    }

    private static CallRefusal? Refusal(AssignSources sources) => sources switch
    {
        { Packet: null } => CallRefusal.UnknownPacket,
        { Cabinet.Quarantine: not null } or { Courier: null } => CallRefusal.NotAllowed,
        { Packet: { } packet, Courier: { } courier } when !Rights.MayCarryFor(courier,
            packet.Sender) => CallRefusal.NotYourPacket,
        { Packet.Stage: not PacketStage.Sealed } => CallRefusal.NotSealed,
        { Sender: null } => CallRefusal.NotAllowed,
        { Sender: { } sender, Cabinet: { } here } when !sender.DepositsAt(here.Id) => CallRefusal.NotAllowed,
        { Receiver: { } receiver, Cabinet: { } here } when receiver.CollectsAt(here.Id) => null,
        _ => CallRefusal.NotCollectedHere,
    };

    private static PlaceRequest Wanted(AssignSources sources, Packet packet, AssignRequest request) => new()
    {
        Receiver = packet.Receiver,
        Size = request.SizeAtLeast is { } larger && larger > packet.Size ? larger : packet.Size,
        Alone = packet.IsConfidential,
        LowDoor = request.LowDoor,
        MayAddToOccupied = sources.Receiver!.AllowsAdding,
        Refused = [.. request.Reports.Where(report => report.Value == CompartmentCondition.Refused).Select(report => report.Key)],
        Reserve = sources.Cabinet.Settings.ReserveThreshold,
    };

    /// <summary>Asked again, for a lost answer: the same promise, as long as that door would still do.</summary>
    private static AssignOutcome.Assigned? Promised(
        AssignSources sources, PacketId packet, PlaceRequest wanted, ImmutableArray<CompartmentNow> seen, DateTimeOffset now)
    {
        (int door, PendingAssignment? pending) = Pending(sources.Cabinet, packet)
            .FirstOrDefault(one => one.Assignment is { } promise && promise.Until > now
                && promise.Courier == sources.Courier!.Id);
        if (pending is null) { return null; }

        // The old promise alone is put before the rules: they say whether it still holds.
        ImmutableArray<CompartmentNow> only = [.. seen.Where(compartment => compartment.Number == door)];
        return Placer.Place(sources.Model, only, wanted with { Reserve = 0 }) is PlaceOutcome.Placed placed
            ? new AssignOutcome.Assigned
            {
                Id = pending.Id,
                Compartment = door,
                Why = placed.Why,
                CabinetEvents = [],
                PacketEvents = [],
            }
            : null;
    }

    private static AssignOutcome Promise(
        AssignSources sources, Packet packet, AssignRequest request, PlaceOutcome.Placed placed, DateTimeOffset now)
    {
        PacketCommand.Assign assign = new(request.Courier, sources.Cabinet.Id, placed.Compartment, request.FreshId);
        if (PacketRules.Decide(packet, assign, now) is not PacketOutcome.Decided decided)
        {
            return new AssignOutcome.Refused(CallRefusal.NotSealed, []);
        }

        Actor by = Actor.Person(request.Courier);
        PendingAssignment pending = new(request.FreshId, packet.Id, request.Courier, now + PromiseLasts);
        return new AssignOutcome.Assigned
        {
            Id = request.FreshId,
            Compartment = placed.Compartment,
            Why = placed.Why,
            CabinetEvents =
            [
                .. Stale(sources.Cabinet, packet.Id, now).Select(ended => new Recorded<CabinetEvent>(now, by, ended)),
                new(now, by, new CabinetEvent.Promised(placed.Compartment, pending)),
            ],
            PacketEvents = decided.Events,
        };
    }

    /// <summary>This packet's earlier promises, and everybody's whose time is over.</summary>
    private static IEnumerable<CabinetEvent> Stale(Cabinet cabinet, PacketId packet, DateTimeOffset now) =>
        from door in cabinet.Compartments.Values
        from pending in door.Pending
        where pending.Packet == packet || pending.Until <= now
        select new CabinetEvent.PromiseEnded(door.Number, pending.Id);

    private static IEnumerable<(int Door, PendingAssignment? Assignment)> Pending(Cabinet cabinet, PacketId packet) =>
        from door in cabinet.Compartments.Values
        from pending in door.Pending
        where pending.Packet == packet
        select (door.Number, (PendingAssignment?)pending);

    private static ImmutableArray<CabinetId> OthersWithRoom(
        AssignSources sources, Packet packet, PlaceRequest wanted, DateTimeOffset now)
    {
        PlaceRequest elsewhere = wanted with { Refused = [] };
        return
        [
            .. sources.Others
                .Where(other => other.Cabinet.Quarantine is null && sources.Sender!.DepositsAt(other.Cabinet.Id))
                .Where(other => Placer.Place(
                    other.Model, Occupancies.Recorded(other.Cabinet, other.Model.Compartments.Length, packet.Id, now), elsewhere)
                    is PlaceOutcome.Placed)
                .Select(other => other.Cabinet.Id),
        ];
    }
}
