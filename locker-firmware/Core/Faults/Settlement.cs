using SmartLocker.Firmware.Core.Desired;
using SmartLocker.Firmware.Core.Journal;

namespace SmartLocker.Firmware.Core.Faults;

/// <summary>
/// CL-36: what a person who looked put on the server's record becomes this cabinet's: what lies inside, what does not, no doubt.
/// </summary>
/// <remarks>
/// Only where that record knows the last word of this journal about the compartment, and knows it of this journal: whatever the
/// cabinet said later weighs more. Said twice it changes nothing.
/// </remarks>
public static class Settlement
{
    /// <summary>Before <see cref="Left"/> of any compartment: what is found here may be missing there.</summary>
    public static IEnumerable<Fact> Found(Holdings holdings, DesiredState desired, CompartmentSetting setting) =>
        IsLastWord(holdings, setting)
            ? Inside(desired, setting)
                .Where(found => !IsIn(holdings, found.Packet, setting.Compartment))
                .Select(found => new Fact.PacketFound(found.Packet, setting.Compartment, found.Receiver, desired.Version))
            : [];

    /// <remarks>
    /// A packet that the server no longer expects here left by the hands of the operator who opened the door. Without such an
    /// opening on record nobody took it: it stays, and so does the doubt.
    /// </remarks>
    public static IEnumerable<Fact> Left(Holdings holdings, DesiredState desired, CompartmentSetting setting)
    {
        int compartment = setting.Compartment;
        if (!holdings.HasFault(FaultName.ContentsUnknown, compartment))
        {
            yield break;
        }

        CompartmentHoldings inside = holdings.Compartment(compartment);
        PacketId[] gone =
        [
            .. inside.Packets.Keys.Where(packet => !desired.Packets.ContainsKey(packet) && !setting.Unlisted.Contains(packet)),
        ];
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

    public static bool IsLastWord(Holdings holdings, CompartmentSetting setting) =>
        !holdings.HasFault(FaultName.JournalQuarantined, 0) // It counts the entries of another journal.
        && setting.SettledUpTo > 0 && setting.SettledUpTo <= holdings.Facts
        && setting.SettledUpTo >= holdings.Compartment(setting.Compartment).SaidAt;

    /// <summary>What the person saw; of a label that the server does not know nobody can say for whom it is.</summary>
    private static IEnumerable<(PacketId Packet, AgencyCode? Receiver)> Inside(
        DesiredState desired, CompartmentSetting setting) =>
        desired.Packets.Values
            .Where(packet => packet.FoundIn == setting.Compartment && packet.Standing is not PacketStanding.Sealed)
            .Select(packet => (packet.Id, (AgencyCode?)packet.Receiver))
            .Concat(setting.Unlisted.Select(packet => (packet, (AgencyCode?)null)));

    private static bool IsIn(Holdings holdings, PacketId packet, int compartment) =>
        holdings.Places.TryGetValue(packet, out int place) && place == compartment;
}
