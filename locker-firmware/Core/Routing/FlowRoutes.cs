using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Deposits;
using SmartLocker.Firmware.Core.Journal;
using SmartLocker.Firmware.Core.Pickups;

namespace SmartLocker.Firmware.Core.Routing;

/// <summary>What happened at a door goes to whatever uses the door: a deposit, a pickup, an order, or nothing.</summary>
internal static class FlowRoutes
{
    public static void ReleaseEnded(Turn turn, CommandId command, int compartment, ReleaseResult result, int pulses)
    {
        turn.Record(new Fact.ReleaseEnded(command, compartment, result, pulses));
        if (result is ReleaseResult.Refused or ReleaseResult.CoilFault or ReleaseResult.Expired
            && IsShown(turn.State, compartment))
        {
            turn.Tell(NoticeKind.DoorNotUsable);
        }

        OrderRoutes.ReleaseEnded(turn, compartment, command, result);
        if (DepositAt(turn, compartment) is { } packet)
        {
            DepositRoutes.Feed(turn, packet, new DepositInput.ReleaseEnded(command, result));
        }

        PickupRoutes.Feed(turn, compartment, new PickupInput.ReleaseEnded(command, result));
    }

    /// <param name="command">The release that opened it; null when nobody asked.</param>
    public static void DoorOpened(Turn turn, int compartment, CommandId? command)
    {
        turn.Do(new CabinetEffect.Signal(command is null ? KioskSignal.Warning : KioskSignal.DoorReleased, compartment));
        if (command is not null && DepositAt(turn, compartment) is { } packet)
        {
            DepositRoutes.Feed(turn, packet, new DepositInput.DoorOpened());
        }
        else if (command is not null && Compartments.PickupAt(turn.State, compartment) is not null)
        {
            PickupRoutes.Feed(turn, compartment, new PickupInput.DoorOpened());
        }
        else
        {
            Unserved(turn, compartment, command);
        }
    }

    public static void DoorShut(Turn turn, int compartment)
    {
        OrderRoutes.DoorShut(turn, compartment);
        if (DepositAt(turn, compartment) is { } packet)
        {
            DepositRoutes.Feed(turn, packet, new DepositInput.DoorShut());
        }

        PickupRoutes.Feed(turn, compartment, new PickupInput.DoorShut());
        LinkRoutes.Settled(turn); // What a person recorded while the door was still open.
    }

    /// <summary>
    /// No deposit and no pickup will say what became of the contents. A door that gave way after its release was given up may
    /// have taken a packet in; one that was forced, or opened for an operator, may have let one out.
    /// </summary>
    private static void Unserved(Turn turn, int compartment, CommandId? command)
    {
        bool occupied = !turn.State.Holdings.Compartment(compartment).Packets.IsEmpty;
        bool ordered = turn.State.Link.Running.ContainsKey(compartment); // OrderRoutes has seen to it.
        if (!ordered && (occupied || command is not null))
        {
            turn.Doubt(compartment, "opened while nobody served it");
        }
    }

    /// <summary>The person at the screen waits for this door.</summary>
    private static bool IsShown(CabinetState state, int compartment) => state.Visit is { } visit
        && (visit.Round?.Now == compartment || visit.Last?.Compartment == compartment
            || (visit.Depositing is { } packet && state.Deposits.GetValueOrDefault(packet)?.At() == compartment));

    private static PacketId? DepositAt(Turn turn, int compartment)
    {
        foreach ((PacketId packet, DepositState deposit) in turn.State.Deposits)
        {
            if (deposit.At() == compartment && deposit.IsActive())
            {
                return packet;
            }
        }

        return null;
    }
}
