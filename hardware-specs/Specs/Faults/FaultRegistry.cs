using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace SmartLocker.HardwareSpecs.Faults;

/// <summary>All faults that the software may raise; whoever raises one clears it.</summary>
public static class FaultRegistry
{
    private static readonly ImmutableSortedDictionary<string, FaultKind> ByName =
        Resources.Json("faults/faults.json").EnumerateArray().Select(Read)
            .ToImmutableSortedDictionary(fault => fault.Name, fault => fault, StringComparer.Ordinal);

    /// <summary>By name.</summary>
    public static ImmutableArray<FaultKind> All { get; } = [.. ByName.Values];

    public static bool TryFind(string name, [NotNullWhen(true)] out FaultKind? fault) => ByName.TryGetValue(name, out fault);

    /// <param name="name">A name from faults.json; any other is a bug of the caller.</param>
    public static FaultKind Get(string name) =>
        TryFind(name, out FaultKind? fault)
            ? fault
            : throw new ArgumentException($"faults.json names no fault \"{name}\".", nameof(name));

    private static FaultKind Read(JsonElement fault) => new(
        Text(fault, "name"),
        Enum.Parse<FaultSeverity>(Text(fault, "severity"), ignoreCase: true),
        Enum.Parse<FaultScope>(Text(fault, "scope"), ignoreCase: true),
        Texts(fault.GetProperty("meaning")),
        Texts(fault.GetProperty("operator")));

    private static BilingualText Texts(JsonElement texts) => new(Text(texts, "zh"), Text(texts, "en"));

    private static string Text(JsonElement element, string name) =>
        element.GetProperty(name).GetString() ?? throw new FormatException($"Expected text at \"{name}\" in faults.json.");
}
