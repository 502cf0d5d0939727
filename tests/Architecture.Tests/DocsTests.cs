using System.Text.RegularExpressions;

namespace SmartLocker.Architecture.Tests;

/// <summary>What the pages point at is there, and what the code cites has a number.</summary>
public sealed partial class DocsTests
{
    private const string RulesPage = "docs/rules.md";

    [Fact]
    public void Every_link_to_a_place_in_the_repository_leads_there() => Assert.Empty(
        from page in Pages()
        from link in Link().Matches(Repository.Read(page))
        let target = Path.Combine(Repository.Root, Path.GetDirectoryName(page)!, link.Groups[1].Value)
        where !File.Exists(target) && !Directory.Exists(target)
        select $"{page}: {link.Groups[1].Value}");

    [Fact]
    public void Every_rule_that_the_code_cites_is_written_down()
    {
        HashSet<string> known = [
            .. Defined().Matches(Repository.Read(RulesPage)).Concat(Defined().Matches(Repository.Read("docs/cabinet-link.md")))
                .Select(rule => rule.Groups[1].Value),
        ];
        Assert.Empty(
            from path in new[] { ".cs", ".razor", ".proto" }.SelectMany(Repository.Files)
            from cited in Cited().Matches(Repository.Read(path))
            where !known.Contains(cited.Value)
            select $"{path}: {cited.Value}");
    }

    [Fact]
    public void Records_of_decisions_are_numbered_without_a_gap()
    {
        int[] numbers = [.. Repository.Files(".md").Where(path => path.StartsWith("docs/decisions/", StringComparison.Ordinal))
            .Select(path => int.Parse(Path.GetFileName(path)[..4], System.Globalization.CultureInfo.InvariantCulture))];
        Assert.Equal(Enumerable.Range(1, numbers.Length), numbers);
    }

    private static IEnumerable<string> Pages() =>
        Repository.Files(".md").Where(path => !path.Contains("/wwwroot/lib/", StringComparison.Ordinal));

    [GeneratedRegex(@"\]\((?![a-z]+:)([^)#\s]+)(?:#[^)]*)?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\*\*((?:R|I|F|CL)-\d+)\b")]
    private static partial Regex Defined();

    [GeneratedRegex(@"\bCL-\d+\b|(?<=docs/rules\.md (?:[RIF]-\d+, )*)[RIF]-\d+\b")]
    private static partial Regex Cited();
}
