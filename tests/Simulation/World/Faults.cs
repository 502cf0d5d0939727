namespace SmartLocker.Simulation.World;

/// <summary>Which faults this run has, and how often each was hit.</summary>
/// <remarks>Swarm testing: most runs have some kinds only, so each meets each of the others alone.</remarks>
internal sealed class Faults
{
    private const double PlagueStrength = 10;

    private readonly Chance _chance;
    private readonly Dictionary<FaultKind, double> _odds = [];
    private readonly SortedDictionary<FaultKind, int> _hits = [];
    private readonly IReadOnlyList<FaultKind> _plagues;
    private bool _healed;

    /// <param name="plagues">Not left to luck.</param>
    public Faults(Chance chance, IReadOnlyList<FaultKind> plagues)
    {
        (_chance, _plagues) = (chance, plagues);
        foreach (FaultKind kind in Enum.GetValues<FaultKind>())
        {
            // Drawn for every kind, so that the rest of the history does not shift when a kind is added at the end.
            bool drawn = chance.Hits(0.6);
            double strength = chance.Of([0.2, 1.0, 3.0]);
            if (drawn) { _odds[kind] = strength; }
        }

        foreach (FaultKind kind in plagues) { _odds[kind] = PlagueStrength; }
    }

    public IReadOnlyDictionary<FaultKind, int> Hits => _hits;

    public bool Has(FaultKind kind) => !_healed && _odds.ContainsKey(kind);

    /// <summary>How much more often than elsewhere something befalls this city.</summary>
    public double Pace(FaultKind kind) => _plagues.Contains(kind) ? PlagueStrength : 1;

    /// <summary>Whether the fault happens here and now; counted when it does.</summary>
    public bool Strikes(FaultKind kind, double odds)
    {
        bool strikes = _odds.TryGetValue(kind, out double strength) && _chance.Hits(Math.Min(0.9, odds * strength)) && !_healed;
        if (strikes) { Count(kind); }
        return strikes;
    }

    public void Count(FaultKind kind) => _hits[kind] = _hits.GetValueOrDefault(kind) + 1;

    /// <summary>From now on nothing goes wrong any more: what is under way must come to an end.</summary>
    public void Heal() => _healed = true;
}
