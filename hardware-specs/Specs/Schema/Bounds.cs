using System.Text.Json;
using SmartLocker.HardwareSpecs.Yaml;

namespace SmartLocker.HardwareSpecs.Schema;

/// <summary>The keywords that say how much: of a number, of characters, of items, of keys.</summary>
internal static class Bounds
{
    public static void Check(Node node, JsonProperty keyword, Action<Node, string> report)
    {
        (decimal? measure, string what) = keyword.Name switch
        {
            "minimum" or "maximum" or "exclusiveMinimum" => (node.Number, ""),
            "minLength" or "maxLength" => (node.Text?.EnumerateRunes().Count(), " characters"),
            "minItems" or "maxItems" => (node.Value is Value.List ? node.Items.Count() : null, " items"),
            "minProperties" => (node.Value is Value.Map ? node.Entries.Count() : null, " keys"),
            _ => throw new NotSupportedException($"The schema keyword \"{keyword.Name}\" is not known."),
        };
        if (measure is not { } found)
        {
            return;
        }

        decimal bound = keyword.Value.GetDecimal();
        bool exclusive = keyword.Name.StartsWith("exclusive", StringComparison.Ordinal);
        bool upper = keyword.Name.StartsWith("max", StringComparison.Ordinal);
        bool holds = upper ? found <= bound : exclusive ? found > bound : found >= bound;
        if (!holds)
        {
            string expected = upper ? $"at most {bound}" : exclusive ? $"more than {bound}" : $"at least {bound}";
            report(node, $"Expected {expected}{what}, found {found}.");
        }
    }
}
