using SmartLocker.Firmware.Core.Journal;

namespace SmartLocker.Simulation.Cabinets;

/// <summary>A fact as the trace tells it.</summary>
internal static class FactText
{
    public static string Of(Fact fact) => fact switch
    {
        Fact.ReleaseIntended intent =>
            $"ReleaseIntended {intent.Compartment} {intent.Purpose} {string.Join(' ', intent.Packets)} "
                + $"by {string.Join(' ', intent.Actors)} {intent.Authorisation} as {intent.Command}",
        Fact.PacketPickedUp taken => $"PacketPickedUp {taken.Compartment} {taken.Packet} by {string.Join(' ', taken.Actors)}",
        Fact.PickupAbandoned left => $"PickupAbandoned {left.Compartment} {string.Join(' ', left.Packets)}",
        _ => fact.ToString(),
    };
}
