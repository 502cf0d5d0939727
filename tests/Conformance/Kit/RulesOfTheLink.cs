using System.Reflection;
using System.Text.RegularExpressions;

namespace SmartLocker.Conformance.Kit;

/// <summary>The rules as the page numbers them, and those that the tests name.</summary>
internal static partial class RulesOfTheLink
{
    /// <summary>Where a rule begins: "* **CL-23** …".</summary>
    public static string[] InThePage() =>
        [.. Beginning().Matches(File.ReadAllText(Page())).Select(match => match.Groups[1].Value)];

    public static ILookup<string, MethodInfo> InTests() =>
        (from type in typeof(RulesOfTheLink).Assembly.GetTypes()
         from method in type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
         from rule in method.GetCustomAttributes<RuleAttribute>()
         select (rule.Number, method)).ToLookup(named => named.Number, named => named.method);

    private static string Page()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "SmartLocker.sln"))) { folder = folder.Parent; }

        return Path.Combine(folder!.FullName, "docs", "cabinet-link.md");
    }

    [GeneratedRegex(@"^\* \*\*(CL-\d\d)\*\*", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Beginning();
}
