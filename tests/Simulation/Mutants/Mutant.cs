using SmartLocker.Simulation.World;

namespace SmartLocker.Simulation.Mutants;

/// <summary>The product with one rule broken on purpose. A judge that lets it pass is no judge.</summary>
/// <param name="Breaks">The rule, in words.</param>
internal sealed record Mutant(string Name, string Breaks, params IReadOnlyList<Edit> Edits)
{
    /// <summary>What a city must meet for the rule to matter: it is hunted where these are plagues.</summary>
    public IReadOnlyList<FaultKind> Meets { get; init; } = [];
}

/// <summary>What is changed in the compiled product before it runs (closed family).</summary>
/// <param name="Type">Of the product, as it is named in its assembly.</param>
internal abstract record Edit(Type Type, string Method)
{
    /// <summary>The method says this, whatever it is asked.</summary>
    public sealed record Returns(Type Type, string Method, bool? Value) : Edit(Type, Method);

    /// <summary>The method does what another does, which takes the same.</summary>
    /// <param name="By">Of <see cref="Replacements"/>.</param>
    public sealed record Becomes(Type Type, string Method, string By) : Edit(Type, Method);

    /// <summary>Before the method begins one of its parameters is what another method makes of all of them.</summary>
    public sealed record Hears(Type Type, string Method, int Parameter, string By) : Edit(Type, Method);

    /// <summary>What the method returns goes through another method, which takes it and then all of its parameters.</summary>
    public sealed record Says(Type Type, string Method, string By) : Edit(Type, Method);

    /// <summary>A text within the method, or the constant text of its type's beginning, is another.</summary>
    public sealed record Reads(Type Type, string Method, string Old, string New) : Edit(Type, Method);

    /// <summary>A whole number or a span of seconds within the method is another.</summary>
    public sealed record Counts(Type Type, string Method, int Old, int New) : Edit(Type, Method);
}
