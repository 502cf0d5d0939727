using Microsoft.Playwright;
using SmartLocker.Server.Host.Tests.Web;
using static Microsoft.Playwright.Assertions;

namespace SmartLocker.EndToEnd.Tests.Browser;

/// <summary>Every main page, in both colour schemes, against the rules of axe-core.</summary>
public sealed class AccessibilityTests(Chromium chromium, City city) : IClassFixture<Chromium>, IClassFixture<City>
{
    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task No_main_page_breaks_a_rule(ColorScheme scheme)
    {
        using Visitor sender = await city.SignIn("clerk-edu");
        string packet = await city.Send(sender, scheme == ColorScheme.Light ? "0000801" : "0000802", "檢送會議紀錄");
        await using Window window = await chromium.Open(city.Address, new BrowserNewContextOptions { ColorScheme = scheme });
        List<string> violations = [];
        await window.Page.GotoAsync("/sign-in");
        violations.AddRange(await Axe.Violations(window.Page));
        await Look(window.Page, "clerk-edu", ["/out", "/in", "/search?q=0000801", $"/packets/{packet}", "/out/unresolved",
            "/nowhere"], violations);
        await sender.Get($"/packets/{packet}");
        await sender.Post($"/packets/{packet}/seal", ("size", "S"));
        await Look(window.Page, "clerk-edu", [$"/packets/{packet}", $"/packets/{packet}/label",
            $"/packets/{packet}/transfer-list"], violations);
        await city.Deposit(packet);
        await city.PickUp(packet);
        await Look(window.Page, "clerk-school", ["/in", $"/packets/{packet}"], violations);
        await Look(window.Page, "admin-one", ["/admin", "/admin/cabinets", $"/admin/cabinets/{City.Cabinet}",
            $"/admin/cabinets/{City.Cabinet}/compartments/1", "/admin/agencies", $"/admin/agencies/{City.School}",
            "/admin/people", "/admin/people/clerk-edu"], violations);
        Assert.Empty(violations);
    }

    private static async Task Look(IPage page, string account, IEnumerable<string> addresses, List<string> violations)
    {
        await page.Context.ClearCookiesAsync();
        await page.GotoAsync("/sign-in");
        await page.Locator("#name").FillAsync(account);
        await page.Locator("#password").FillAsync(City.Password);
        await page.Locator("#sign-in-button").ClickAsync();
        await Expect(page.Locator("#sign-out")).ToBeVisibleAsync();
        foreach (string address in addresses)
        {
            await page.GotoAsync(address);
            violations.AddRange(await Axe.Violations(page));
        }
    }
}
