using System.Text.RegularExpressions;

namespace SmartLocker.Contracts.Tests;

/// <summary>The proto files are what somebody else builds the other end from: nothing in them goes unexplained.</summary>
public sealed partial class ProtoCommentTests
{
    private static readonly string Folder = Path.Combine(RepositoryFolder.Path, "proto", "smartlocker", "v1");

    public static TheoryData<string> Files =>
        [.. Directory.GetFiles(Folder, "*.proto").Select(path => Path.GetFileName(path)).Order()];

    [Theory, MemberData(nameof(Files))]
    public void Every_field_and_every_enum_value_has_a_comment(string file)
    {
        List<string> bare = [.. Declarations(file).Where(found => found.Comment.Length == 0).Select(found => found.Where)];

        Assert.Empty(bare);
    }

    /// <summary>In a file whose head says who sets all fields, the fields need not repeat it.</summary>
    [Theory, MemberData(nameof(Files))]
    public void Every_field_says_who_sets_it(string file)
    {
        string text = File.ReadAllText(Path.Combine(Folder, file));
        bool saidInHead = text.Contains("// All fields of this file are set by", StringComparison.Ordinal);
        IEnumerable<Found> fields = Declarations(file).Where(found => found.IsField);
        IEnumerable<Found> unsaid = fields.Where(field => !saidInHead && !Setter.IsMatch(field.Comment));

        Assert.Empty(unsaid.Select(found => found.Where));
    }

    [Theory, MemberData(nameof(Files))]
    public void Every_file_declares_something(string file) => Assert.NotEmpty(Declarations(file));

    [GeneratedRegex(@"(^|; )(server|cabinet|machine|caller)\b")]
    private static partial Regex Setter { get; }

    [GeneratedRegex(@"^(?:(?<field>(?:repeated )?[\w.]+ \w+)|[A-Z][A-Z0-9_]+) = \d+;\s*(?://\s*(?<comment>.*))?$")]
    private static partial Regex Declaration { get; }

    private static IEnumerable<Found> Declarations(string file)
    {
        string above = "";
        foreach ((int index, string line) in File.ReadLines(Path.Combine(Folder, file)).Index())
        {
            string text = line.Trim();
            if (Declaration.Match(text) is { Success: true } match)
            {
                string beside = match.Groups["comment"].Value;
                string comment = beside.Length > 0 ? beside : above;
                yield return new Found($"{file}:{index + 1} {text}", match.Groups["field"].Success, comment);
            }

            above = text.StartsWith("//", StringComparison.Ordinal) ? text[2..].Trim() : "";
        }
    }

    private sealed record Found(string Where, bool IsField, string Comment);
}
