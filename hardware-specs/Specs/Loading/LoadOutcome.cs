using System.Collections.Immutable;
using SmartLocker.HardwareSpecs.Cabinets;

namespace SmartLocker.HardwareSpecs.Loading;

/// <summary>A model that may be used, or everything that is wrong with it (closed family).</summary>
public abstract record LoadOutcome
{
    private LoadOutcome() { }

    /// <param name="Warnings">What an installer should know; nothing in it makes the model unsafe.</param>
    public sealed record Loaded(CabinetModel Model, ImmutableArray<string> Warnings) : LoadOutcome;

    /// <param name="Faults">All of them, by line; never empty.</param>
    public sealed record Refused(string Name, ImmutableArray<ModelFault> Faults) : LoadOutcome
    {
        public override string ToString() => $"{Name}: {string.Join("; ", Faults)}";
    }
}
