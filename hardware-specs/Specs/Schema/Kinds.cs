using System.Text.Json;
using SmartLocker.HardwareSpecs.Yaml;

namespace SmartLocker.HardwareSpecs.Schema;

/// <summary>The keywords that say what a value is: type, const, enum.</summary>
internal static class Kinds
{
    public static void Check(Node node, JsonProperty keyword, Action<Node, string> report)
    {
        (bool holds, string expected) = keyword.Name switch
        {
            "type" => (Is(node, keyword.Value.GetString()!), Describe(keyword.Value.GetString()!)),
            "const" => (Equal(node, keyword.Value), keyword.Value.GetRawText()),
            _ => (keyword.Value.EnumerateArray().Any(choice => Equal(node, choice)),
                $"one of {string.Join(", ", keyword.Value.EnumerateArray())}"),
        };
        if (!holds)
        {
            report(node, $"Expected {expected}, found {node.Found}.");
        }
    }

    private static bool Is(Node node, string type) => (type, node.Value) switch
    {
        ("object", Value.Map) or ("array", Value.List) or ("string", Value.Text) or ("boolean", Value.Flag) => true,
        ("number", Value.Number) => true,
        ("integer", Value.Number { Amount: var amount }) => decimal.Truncate(amount) == amount,
        ("object" or "array" or "string" or "boolean" or "number" or "integer", _) => false,
        _ => throw new NotSupportedException($"The type \"{type}\" is not known."),
    };

    private static string Describe(string type) => type switch
    {
        "object" => "a map",
        "array" => "a list",
        "string" => "text",
        "integer" => "a whole number",
        "boolean" => "true or false",
        _ => $"a {type}",
    };

    private static bool Equal(Node node, JsonElement constant) => constant.ValueKind switch
    {
        JsonValueKind.String => node.Text == constant.GetString(),
        JsonValueKind.Number => node.Number == constant.GetDecimal(),
        _ => throw new NotSupportedException($"A constant of kind {constant.ValueKind} is not known."),
    };
}
