namespace SmartLocker.Simulation.World;

/// <summary>A promise of the system that a history broke.</summary>
/// <param name="Invariant">Its number; 0 is the promise above all: nothing lost or misdelivered.</param>
internal sealed record Violation(int Invariant, TimeSpan At, string Detail)
{
    public override string ToString() => $"invariant {Invariant} at {At}: {Detail}";
}
