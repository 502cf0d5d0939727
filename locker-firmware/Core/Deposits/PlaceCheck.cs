using System.Collections.Immutable;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Desired;
using SmartLocker.Firmware.Core.Journal;
using SmartLocker.Firmware.Core.Link;
using SmartLocker.HardwareSpecs.Cabinets;
using SmartLocker.HardwareSpecs.Placement;

namespace SmartLocker.Firmware.Core.Deposits;

/// <summary>
/// The cabinet is the only writer of its own doors: it checks a promised place, and finds one itself when nobody answers.
/// </summary>
public static class PlaceCheck
{
    /// <summary>
    /// The place is physically what the server believes: vacant, or holding only packets that share with this receiver's own.
    /// </summary>
    public static bool IsSound(CabinetState state, CabinetModel model, DepositCase wanted, CallAnswer.Assigned answer)
    {
        ExpectedPacket packet = answer.Packet;
        if (packet.Id != wanted.Packet || !model.Has(answer.Compartment) || wanted.Refused.Contains(answer.Compartment))
        {
            return false;
        }

        AgencyCode? owner = Compartments.SettingOf(state, answer.Compartment)?.FixedAgency;
        PacketSize needed = wanted.SizeAtLeast is { } larger && larger > packet.Size ? larger : packet.Size;
        bool fits = model.Compartment(answer.Compartment).Size >= needed && (owner is null || owner == packet.Receiver);
        return fits && Compartments.ConditionOf(state, model, answer.Compartment) switch
        {
            CompartmentCondition.Vacant => true,
            CompartmentCondition.Occupied => MayShare(packet)
                && state.Holdings.Compartment(answer.Compartment).Packets
                    .All(held => held.Value.Receiver == packet.Receiver && IsSharer(state, held.Key)),
            _ => false,
        };
    }

    /// <summary>
    /// The same rule as the server's, over this cabinet's own doors (docs/rules.md R-12 for a label nobody here knows).
    /// </summary>
    /// <returns>Null: no compartment can take it.</returns>
    public static int? Choose(CabinetState state, CabinetModel model, DepositCase wanted)
    {
        ExpectedPacket? packet = state.Desired.Packets.GetValueOrDefault(wanted.Packet);
        PacketSize sealedAs = packet?.Size ?? PacketSize.S;
        PlaceRequest request = new()
        {
            Receiver = packet?.Receiver,
            Size = wanted.SizeAtLeast is { } larger && larger > sealedAs ? larger : sealedAs,
            Alone = packet is null or { Policy: PickupPolicy.TwoPersons },
            LowDoor = wanted.Low,

            // Adding opens a door behind which another's packets lie: only for a courier known to
            // carry for this sender, and only where the receiver wishes it (docs/rules.md R-11).
            MayAddToOccupied = packet is { Sharing: PacketSharing.WithReceiversOwn }
                && state.Desired.People.GetValueOrDefault(wanted.Actor)?.Agencies.Contains(packet.Sender) == true,
            Refused = wanted.Refused,
            Reserve = state.Desired.Settings.ReserveThreshold,
        };
        CompartmentNow[] now = [.. model.Compartments.Select(door => NowOf(state, model, door.Number))];
        return Placer.Place(model, now, request) is PlaceOutcome.Placed placed ? placed.Compartment : null;
    }

    private static CompartmentNow NowOf(CabinetState state, CabinetModel model, int compartment)
    {
        Occupancy occupancy = Compartments.ConditionOf(state, model, compartment) switch
        {
            CompartmentCondition.Vacant => new Occupancy.Vacant(),
            CompartmentCondition.Occupied => HeldIn(state, compartment),
            CompartmentCondition.Busy => new Occupancy.Unusable(UnusableReason.DoorOpen),
            _ => new Occupancy.Unusable(UnusableReason.Faulty),
        };
        return new CompartmentNow(compartment, occupancy, state.Holdings.Compartment(compartment).Uses)
        {
            FixedFor = Compartments.SettingOf(state, compartment)?.FixedAgency,
        };
    }

    private static Occupancy HeldIn(CabinetState state, int compartment)
    {
        ImmutableSortedDictionary<PacketId, HeldPacket> packets = state.Holdings.Compartment(compartment).Packets;
        AgencyCode? receiver = packets.Values.First().Receiver;
        return receiver is not null && packets.All(held => held.Value.Receiver == receiver && IsSharer(state, held.Key))
            ? new Occupancy.Holds(
                receiver.Value, packets.Keys.Sum(packet => Capacity.VolumeOf(state.Desired.Packets[packet].Size)), MayAdd: true)
            : new Occupancy.Unusable(UnusableReason.Unknown);
    }

    private static bool IsSharer(CabinetState state, PacketId packet) =>
        state.Desired.Packets.GetValueOrDefault(packet) is { Standing: not PacketStanding.Held } known && MayShare(known);

    private static bool MayShare(ExpectedPacket packet) =>
        packet is { Policy: PickupPolicy.OnePerson, Sharing: PacketSharing.WithReceiversOwn };
}
