using SmartLocker.Firmware.Core.Desired;
using SmartLocker.Firmware.Core.Journal;

namespace SmartLocker.Firmware.Core.Faults;

/// <summary>What is settled when a compartment comes back into service: a person has repaired it and looked inside.</summary>
public static class Service
{
    /// <remarks>
    /// A packet that the server no longer expects here left by the hands of the operator who opened the door. Without such an
    /// opening on record nobody took it: it stays, and so does the doubt.
    /// </remarks>
    public static IEnumerable<Fact> Facts(Holdings holdings, DesiredState desired, int compartment)
    {
        foreach (string name in holdings.Faults.Keys.Where(at => at.Compartment == compartment).Select(at => at.Name))
        {
            if (FaultName.EndsByService(name) && name != FaultName.ContentsUnknown)
            {
                yield return new Fact.FaultCleared(name, compartment);
            }
        }

        if (!holdings.HasFault(FaultName.ContentsUnknown, compartment))
        {
            yield break;
        }

        CompartmentHoldings inside = holdings.Compartment(compartment);
        PacketId[] gone = [.. inside.Packets.Keys.Where(packet => !desired.Packets.ContainsKey(packet))];
        if (inside.Operator is { Intent: var intent })
        {
            foreach (PacketId packet in gone)
            {
                yield return new Fact.PacketPickedUp(packet, compartment, intent.Actors, intent.Command, SealState.NotAsked);
            }
        }

        if (inside.Operator is not null || gone.Length == 0)
        {
            yield return new Fact.FaultCleared(FaultName.ContentsUnknown, compartment);
        }
    }
}
