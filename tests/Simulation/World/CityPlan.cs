namespace SmartLocker.Simulation.World;

/// <summary>How large the city of one history is, and how busy.</summary>
/// <param name="Nodes">Programs that serve streams over the one store.</param>
internal sealed record CityPlan(int Cabinets, int Agencies, int PersonsEach, int Nodes, double DocumentsPerHour)
{
    /// <summary>Kinds of faults that this city has for certain, and far more often than others.</summary>
    public IReadOnlyList<FaultKind> Plagues { get; init; } = [];

    public static CityPlan Whole { get; } = new(Cabinets: 20, Agencies: 12, PersonsEach: 3, Nodes: 2, DocumentsPerHour: 5);

    /// <summary>Crowded: what goes wrong has consequences soon.</summary>
    public static CityPlan Dense { get; } = new(Cabinets: 4, Agencies: 6, PersonsEach: 3, Nodes: 2, DocumentsPerHour: 6);

    /// <summary>For stories that look at one cabinet.</summary>
    public static CityPlan Small { get; } = new(Cabinets: 3, Agencies: 6, PersonsEach: 3, Nodes: 1, DocumentsPerHour: 6);
}
