namespace SmartLocker.HardwareSpecs.Placement;

/// <summary>The order among compartments that can take a packet: rule, the rule's two measures, number.</summary>
/// <remarks>Numbers are unique, so no two ranks are equal and enumeration order cannot matter.</remarks>
internal readonly record struct Rank(int Rule, long First, long Second, int Number) : IComparable<Rank>
{
    public int CompareTo(Rank other) =>
        (Rule, First, Second, Number).CompareTo((other.Rule, other.First, other.Second, other.Number));
}
