using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Desired;
using SmartLocker.Firmware.Core.Doors;
using SmartLocker.Firmware.Core.Faults;
using SmartLocker.Firmware.Core.Journal;

namespace SmartLocker.Firmware.Core.Pickups;

/// <summary>One compartment that somebody may empty now, or could with a second person.</summary>
/// <param name="Urgency">Of the most urgent packet inside.</param>
/// <param name="Ordinal">Of the packet that waits longest.</param>
public sealed record Collectable(int Compartment, bool TwoPersons, Urgency Urgency, long Ordinal);

/// <summary>Who may open what: every packet behind the door must be theirs, or the door stays shut.</summary>
public static class Collectables
{
    /// <summary>Most urgent first, then what waits longest, then by number.</summary>
    /// <param name="second">Null: what needs two persons is listed when <paramref name="first"/> could be one of them.</param>
    public static IEnumerable<Collectable> Of(CabinetState state, DoorPlan plan, PersonId first, PersonId? second) =>
        state.Holdings.Compartments
            .Where(entry => !entry.Value.Packets.IsEmpty)
            .Select(entry => Judge(state, plan, entry.Key, first, second))
            .OfType<Collectable>()
            .OrderByDescending(found => found.Urgency).ThenBy(found => found.Ordinal).ThenBy(found => found.Compartment);

    public static bool Allows(CabinetState state, DoorPlan plan, PickupCase wanted) =>
        Judge(state, plan, wanted.Compartment, wanted.Actors[0], wanted.Actors is [_, var second] ? second : null) is { } found
            && found.TwoPersons == wanted.TwoPersons;

    /// <summary>
    /// Young enough, by the monotonic clock since it arrived, and sure that the packet may be collected. Where nobody knows
    /// the time, or something newer came that could not be read, the server is asked all the same.
    /// </summary>
    public static bool IsFresh(CabinetState state, PacketId packet, Uptime now) =>
        state.Clock.IsTrusted && (!state.Link.IsUp || state.Link.IsCurrent)
            && state.DesiredAt is { } at && now - at < state.Desired.Settings.FreshFor
            && state.Desired.Packets.GetValueOrDefault(packet)?.Standing is PacketStanding.Deposited;

    private static Collectable? Judge(CabinetState state, DoorPlan plan, int compartment, PersonId first, PersonId? second)
    {
        CompartmentHoldings holdings = state.Holdings.Compartment(compartment);
        if (holdings.Packets.IsEmpty || !IsUsable(state, plan, compartment)
            || state.Desired.People.GetValueOrDefault(first) is not { } person)
        {
            return null;
        }

        CabinetPerson? other = second is { } id && id != first ? state.Desired.People.GetValueOrDefault(id) : null;
        ExpectedPacket?[] packets = [.. holdings.Packets.Keys.Select(packet => state.Desired.Packets.GetValueOrDefault(packet))];
        bool twoPersons = packets.Any(packet => packet?.Policy is PickupPolicy.TwoPersons);
        bool allowed = packets.All(packet => packet is { Standing: not PacketStanding.Held }
            && (packet.Policy is PickupPolicy.TwoPersons
                ? packets.Length == 1 && MayTogether(packet, person, second, other)
                : person.Agencies.Contains(packet.Receiver)));
        return allowed
            ? new Collectable(
                compartment, twoPersons, packets.Max(packet => packet!.Urgency),
                holdings.Packets.Values.Min(held => held.Ordinal))
            : null;
    }

    /// <summary>
    /// docs/rules.md R-2: two distinct persons of the receiver's staff, one of them a named opener. With one person standing
    /// there it is enough that somebody could complete the pair.
    /// </summary>
    private static bool MayTogether(ExpectedPacket packet, CabinetPerson first, PersonId? second, CabinetPerson? other) =>
        first.TwoPersonAgencies.Contains(packet.Receiver)
        && (second is null
            || (other is not null
                && other.TwoPersonAgencies.Contains(packet.Receiver)
                && (packet.Openers.Contains(first.Id) || packet.Openers.Contains(other.Id))));

    private static bool IsUsable(CabinetState state, DoorPlan plan, int compartment) =>
        Compartments.MayPulse(state, plan, compartment)
        && state.Door(compartment).State is DoorState.Closed or DoorState.Jammed or DoorState.ReleasedNotOpened
        && !Compartments.IsInUse(state, compartment)
        && !state.Holdings.Faults.Keys.Any(at => at.Compartment == compartment && FaultName.StopsPickups(at.Name));
}
