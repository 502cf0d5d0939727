using System.Text.Json;
using SmartLocker.HardwareSpecs.Schema;
using SmartLocker.HardwareSpecs.Yaml;

namespace SmartLocker.HardwareSpecs.Tests.Schema;

/// <summary>Each keyword as the standard defines it (JSON Schema 2020-12), with what holds and what does not.</summary>
public sealed class SchemaTests
{
    /// <summary>Schema, document, whether it holds.</summary>
    public static TheoryData<string, string, bool> Cases => new()
    {
        { """{"type": "integer"}""", "3", true },
        { """{"type": "integer"}""", "3.0", true },
        { """{"type": "integer"}""", "3.5", false },
        { """{"type": "integer"}""", "\"3\"", false },
        { """{"type": "number"}""", "3.5", true },
        { """{"type": "string"}""", "3", false },
        { """{"type": "boolean"}""", "true", true },
        { """{"type": "boolean"}""", "\"true\"", false },
        { """{"type": "object"}""", "[1]", false },
        { """{"type": "array"}""", "{a: 1}", false },
        { """{"const": 1}""", "1", true },
        { """{"const": 1}""", "1.0", true },
        { """{"const": "1"}""", "1", false },
        { """{"enum": ["a", 2]}""", "2", true },
        { """{"enum": ["a", 2]}""", "b", false },
        { """{"minimum": 3}""", "3", true },
        { """{"minimum": 3}""", "2.9", false },
        { """{"minimum": 3}""", "word", true },
        { """{"maximum": 3}""", "3.1", false },
        { """{"exclusiveMinimum": 0}""", "0", false },
        { """{"exclusiveMinimum": 0}""", "0.1", true },
        { """{"minLength": 2}""", "a", false },
        { """{"maxLength": 2}""", "\"😀😀\"", true },
        { """{"maxLength": 2}""", "abc", false },
        { """{"pattern": "^a+$"}""", "aa", true },
        { """{"pattern": "^a+$"}""", "\"a\\n\"", false },
        { """{"pattern": "^a+$"}""", "1", true },
        { """{"minItems": 1}""", "[]", false },
        { """{"maxItems": 1}""", "[1, 2]", false },
        { """{"maxItems": 1}""", "12", true },
        { """{"items": {"type": "integer"}}""", "[1, a]", false },
        { """{"minProperties": 1}""", "{}", false },
        { """{"required": ["a"]}""", "{b: 1}", false },
        { """{"required": ["a"]}""", "[b]", true },
        { """{"properties": {"a": {"type": "integer"}}}""", "{a: x}", false },
        { """{"properties": {"a": {"type": "integer"}}}""", "{b: x}", true },
        { """{"properties": {"a": {}}, "additionalProperties": false}""", "{a: 1, b: 1}", false },
        { """{"additionalProperties": {"type": "integer"}}""", "{a: 1, b: x}", false },
        { """{"oneOf": [{"required": ["a"]}, {"required": ["b"]}]}""", "{a: 1}", true },
        { """{"oneOf": [{"required": ["a"]}, {"required": ["b"]}]}""", "{a: 1, b: 1}", false },
        { """{"oneOf": [{"required": ["a"]}, {"required": ["b"]}]}""", "{c: 1}", false },
        { """{"if": {"properties": {"a": {"const": 1}}}, "then": {"required": ["b"]}}""", "{a: 1}", false },
        { """{"if": {"properties": {"a": {"const": 1}}}, "then": {"required": ["b"]}}""", "{a: 2}", true },
        { """{"$ref": "#/$defs/n", "$defs": {"n": {"type": "integer"}}}""", "x", false },
        { """{"$ref": "#/$defs/n", "$defs": {"n": {"type": "integer"}}, "maximum": 5}""", "6", false },
    };

    [Theory, MemberData(nameof(Cases))]
    public void A_keyword_holds_as_the_standard_says(string schema, string document, bool holds) =>
        Assert.Equal(holds, Check(schema, document).Count == 0);

    [Theory]
    [InlineData("""{"uniqueItems": true}""")]
    [InlineData("""{"anyOf": []}""")]
    [InlineData("""{"type": "null"}""")]
    [InlineData("""{"$ref": "other.json"}""")]
    public void A_keyword_that_is_not_checked_throws_instead_of_passing(string schema) =>
        Assert.Throws<NotSupportedException>(() => Check(schema, "1"));

    /// <summary>A keyword in a corner that no shipped model reaches would otherwise throw first at a customer's.</summary>
    [Fact]
    public void Our_schema_uses_no_keyword_that_is_not_checked()
    {
        string[] known =
        [
            "$schema", "$id", "$defs", "$ref", "title", "description", "type", "const", "enum", "properties", "required",
            "additionalProperties", "items", "minItems", "maxItems", "minLength", "maxLength", "pattern", "minimum", "maximum",
            "exclusiveMinimum", "minProperties", "oneOf", "if", "then",
        ];

        Assert.Empty(Keywords(Resources.Json("schema/cabinet-model.schema.json")).Except(known));
    }

    private static IEnumerable<string> Keywords(JsonElement schema) => schema.EnumerateObject().SelectMany(keyword =>
        keyword.Name is "properties" or "$defs"
            ? keyword.Value.EnumerateObject().SelectMany(child => Keywords(child.Value)).Prepend(keyword.Name)
        : keyword.Name is "oneOf" ? keyword.Value.EnumerateArray().SelectMany(Keywords).Prepend(keyword.Name)
        : keyword.Value.ValueKind == JsonValueKind.Object ? Keywords(keyword.Value).Prepend(keyword.Name)
        : [keyword.Name]);

    private static List<string> Check(string schema, string document)
    {
        using JsonDocument parsed = JsonDocument.Parse(schema);
        (Value? value, _) = YamlReader.Read(document);
        List<string> problems = [];
        new JsonSchema(parsed.RootElement).Check(new Node(value, "", 1), (at, message) => problems.Add($"{at.Path}: {message}"));
        return problems;
    }
}
