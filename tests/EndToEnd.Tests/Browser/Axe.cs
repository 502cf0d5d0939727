using System.Text.Json;
using Microsoft.Playwright;

namespace SmartLocker.EndToEnd.Tests.Browser;

/// <summary>Asks the rules of axe-core what is wrong with a page; a skipped test where they are not installed.</summary>
internal static class Axe
{
    private static readonly string Rules =
        Path.Combine(AppContext.BaseDirectory, "../../../axe/node_modules/axe-core/axe.min.js");

    /// <summary>One line for each violation: its rule, and the first place.</summary>
    public static async Task<IReadOnlyList<string>> Violations(IPage page)
    {
        if (!File.Exists(Rules)) { Assert.Skip("axe-core is missing (npm ci in tests/EndToEnd.Tests/axe)"); }

        await page.EvaluateAsync(await File.ReadAllTextAsync(Rules, TestContext.Current.CancellationToken));
        JsonElement found = await page.EvaluateAsync<JsonElement>("async () => (await axe.run()).violations");
        return
        [
            .. found.EnumerateArray().Select(violation =>
                $"{page.Url} {violation.GetProperty("id")} {violation.GetProperty("nodes")[0].GetProperty("target")}"),
        ];
    }
}
