using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;
using SmartLocker.HardwareSpecs.Yaml;

namespace SmartLocker.HardwareSpecs.Schema;

/// <summary>Judges values by a JSON Schema (2020-12), as far as our schema uses it.</summary>
/// <remarks>
/// A keyword that this class does not know is a bug and throws, so the schema file can never ask for more than is checked.
/// </remarks>
internal sealed class JsonSchema(JsonElement root)
{
    /// <summary>Says something to readers, nothing to a validator.</summary>
    private static readonly HashSet<string> Annotations = ["$schema", "$id", "$defs", "title", "description", "then"];

    private readonly ConcurrentDictionary<string, Regex> _patterns = new(StringComparer.Ordinal);

    /// <param name="report">Told of every departure: where, and what was expected and found.</param>
    public void Check(Node node, Action<Node, string> report) => Check(node, root, report);

    private void Check(Node node, JsonElement schema, Action<Node, string> report)
    {
        if (node.Value is Value.Refused)
        {
            return;
        }

        foreach (JsonProperty keyword in schema.EnumerateObject().Where(keyword => !Annotations.Contains(keyword.Name)))
        {
            Check(node, schema, keyword, report);
        }
    }

    private void Check(Node node, JsonElement schema, JsonProperty keyword, Action<Node, string> report)
    {
        switch (keyword.Name)
        {
            case "$ref": Check(node, Resolve(keyword.Value.GetString()!), report); break;
            case "oneOf": OneOf(node, keyword.Value, report); break;
            case "if": Conditional(node, schema, report); break;
            case "items": Items(node, keyword.Value, report); break;
            case "properties": Properties(node, keyword.Value, report); break;
            case "additionalProperties": Additional(node, schema, keyword.Value, report); break;
            case "required": Required(node, keyword.Value, report); break;
            case "pattern": Pattern(node, keyword.Value.GetString()!, report); break;
            case "type":
            case "const":
            case "enum": Kinds.Check(node, keyword, report); break;
            default: Bounds.Check(node, keyword, report); break;
        }
    }

    private JsonElement Resolve(string reference)
    {
        const string Prefix = "#/$defs/";
        return reference.StartsWith(Prefix, StringComparison.Ordinal)
            ? root.GetProperty("$defs").GetProperty(reference[Prefix.Length..])
            : throw new NotSupportedException($"Expected a reference below {Prefix}, found {reference}.");
    }

    private void OneOf(Node node, JsonElement choices, Action<Node, string> report)
    {
        int holds = choices.EnumerateArray().Count(choice => Holds(node, choice));
        if (holds != 1)
        {
            report(node, $"Expected exactly one of {Describe(choices)}, found {holds} of them.");
        }
    }

    private void Conditional(Node node, JsonElement schema, Action<Node, string> report)
    {
        if (Holds(node, schema.GetProperty("if")))
        {
            Check(node, schema.GetProperty("then"), report);
        }
    }

    private bool Holds(Node node, JsonElement schema)
    {
        bool holds = true;
        Check(node, schema, (_, _) => holds = false);
        return holds;
    }

    private void Items(Node node, JsonElement schema, Action<Node, string> report)
    {
        foreach (Node item in node.Items)
        {
            Check(item, schema, report);
        }
    }

    private void Properties(Node node, JsonElement properties, Action<Node, string> report)
    {
        foreach (JsonProperty property in properties.EnumerateObject().Where(property => node[property.Name].Exists))
        {
            Check(node[property.Name], property.Value, report);
        }
    }

    private void Additional(Node node, JsonElement schema, JsonElement additional, Action<Node, string> report)
    {
        bool Known(string key) =>
            schema.TryGetProperty("properties", out JsonElement properties) && properties.TryGetProperty(key, out _);

        foreach ((string key, Node value) in node.Entries.Where(entry => !Known(entry.Key)))
        {
            if (additional.ValueKind == JsonValueKind.False)
            {
                report(value, $"The key \"{key}\" is not known here.");
            }
            else
            {
                Check(value, additional, report);
            }
        }
    }

    private static void Required(Node node, JsonElement required, Action<Node, string> report)
    {
        if (node.Value is Value.Map)
        {
            foreach (string key in required.EnumerateArray().Select(key => key.GetString()!).Where(key => !node[key].Exists))
            {
                report(node[key], $"Expected the key \"{key}\", found none.");
            }
        }
    }

    private void Pattern(Node node, string pattern, Action<Node, string> report)
    {
        // In JSON Schema (ECMA-262) a dollar is the very end; in .NET it also stands before a last line feed.
        Regex regex = _patterns.GetOrAdd(
            pattern, text => new Regex(text.Replace("$", "\\z", StringComparison.Ordinal), RegexOptions.NonBacktracking));
        if (node.Text is { } text && !regex.IsMatch(text))
        {
            report(node, $"Expected text like {pattern}, found {node.Found}.");
        }
    }

    private static string Describe(JsonElement choices) =>
        string.Join(" or ", choices.EnumerateArray().Select(choice =>
            string.Join(" and ", choice.GetProperty("required").EnumerateArray().Select(key => $"\"{key}\""))));
}
