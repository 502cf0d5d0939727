using System.Collections.Immutable;
using SmartLocker.HardwareSpecs.Cabinets;
using SmartLocker.HardwareSpecs.Placement;

namespace SmartLocker.HardwareSpecs.Tests.Placement;

/// <summary>A cabinet in the state a test needs: everything vacant but for what is said.</summary>
internal static class Cabinet
{
    public static readonly AgencyCode Health = AgencyCode.Parse("387040000J");
    public static readonly AgencyCode Police = AgencyCode.Parse("387050000C");

    /// <summary>In each column six S (1–6), one M (7), one L (8); rows 4–8 have low doors.</summary>
    public static CabinetModel City => Models.Find("SDL-24-CH")!;

    public static PlaceRequest Packet(PacketSize size = PacketSize.S) => new() { Receiver = Health, Size = size, Alone = false };

    public static ImmutableArray<CompartmentNow> Vacant(CabinetModel model) =>
        [.. model.Compartments.Select(door => new CompartmentNow(door.Number, new Occupancy.Vacant(), 0))];

    public static ImmutableArray<CompartmentNow> With(params CompartmentNow[] changed) =>
        [.. Vacant(City).Where(now => changed.All(other => other.Number != now.Number)), .. changed];

    public static ImmutableArray<CompartmentNow> Only(params int[] vacant) =>
        [.. Vacant(City).Select(now => vacant.Contains(now.Number) ? now : now with { Occupancy = Held(Police) })];

    public static Occupancy Held(AgencyCode receiver, int volume = 1, bool mayAdd = true) =>
        new Occupancy.Holds(receiver, volume, mayAdd);

    public static PlaceOutcome Place(ImmutableArray<CompartmentNow> now, PlaceRequest request) =>
        Placer.Place(City, now, request);
}
