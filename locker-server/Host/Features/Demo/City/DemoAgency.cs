using System.Collections.Immutable;
using SmartLocker.Server.Core.Agencies;

namespace SmartLocker.Server.Features.Demo.City;

/// <summary>An agency of the demonstration with its two people: whoever packs and signs, and whoever carries.</summary>
/// <param name="Collects">The one cabinet at which it collects.</param>
internal sealed record DemoAgency(AgencyCode Code, string Name, CabinetId Collects, DemoPerson Clerk, DemoPerson Courier)
{
    public ImmutableArray<AgencyUnit> Units { get; init; } = [];
}
