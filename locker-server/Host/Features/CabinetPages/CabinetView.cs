using System.Collections.Immutable;
using SmartLocker.HardwareSpecs.Cabinets;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Features.CabinetPages.Opening;
using SmartLocker.Server.Rpc.Orders;
using SmartLocker.Server.Web.Words;

namespace SmartLocker.Server.Features.CabinetPages;

/// <summary>One cabinet: what is on record, its model, and what it says at this moment.</summary>
/// <param name="Model">Nothing for a model that this server does not ship.</param>
/// <param name="Live">Nothing while it is away: what is shown then is what was known last.</param>
/// <param name="Asked">Openings that wait for a second person.</param>
public sealed record CabinetView(
    Cabinet Cabinet, CabinetModel? Model, LiveCabinet? Live, ImmutableArray<OpenRequest> Asked, Names Names)
{
    /// <summary>When it was last heard; nothing while it is live.</summary>
    public DateTimeOffset? AwaySince { get; init; }

    public IEnumerable<int> Numbers =>
        Model is { } model ? model.Compartments.Select(door => door.Number) : Cabinet.Compartments.Keys;

    public DoorLook Look(int number) =>
        DoorLooks.Of(Cabinet, number, Live?.OpenCompartments.Contains(number) == true);
}
