using Microsoft.Playwright;
using SmartLocker.Server.Host.Tests.Web;
using static Microsoft.Playwright.Assertions;

namespace SmartLocker.EndToEnd.Tests.Browser;

/// <summary>What a clerk and an administrator do with a real browser.</summary>
public sealed class ClerkTests(Chromium chromium, City city) : IClassFixture<Chromium>, IClassFixture<City>
{
    [Fact]
    public async Task A_clerk_signs_in_takes_in_a_drop_seals_and_prints_and_the_receiver_sees_it_come()
    {
        await using Window desk = await SignedIn("clerk-edu");
        IPage page = desk.Page;
        await page.Locator("#files").SetInputFilesAsync(
        [
            File("one.di", Drops.Document("0000401", "檢送本市115年度國中生涯發展教育研習計畫，請派員參加", "", City.School)),
            File("two.di", Drops.Document("0000402", "第二件", "", City.School)),
            File("broken.di", "<函><主旨>"),
            File("notes.txt", "不是公文"),
        ]);
        await page.Locator("#upload button").ClickAsync();
        await Expect(page.Locator("#refused tbody tr")).ToHaveCountAsync(1);
        await Expect(page.Locator("#accepted tbody tr")).ToHaveCountAsync(2);
        await Expect(page.Locator("#ignored")).ToContainTextAsync("notes.txt");
        await desk.Picture("upload");

        string packet = await page.Locator("#accepted a.number").First.InnerTextAsync();
        await page.GotoAsync("/out");
        await desk.Picture("out");
        await page.GotoAsync($"/packets/{packet}");
        await desk.Picture("packet-open");
        await page.Locator("#seal input[value=M]").CheckAsync();
        await page.Locator("#seal button").ClickAsync();
        await Expect(page.Locator("#print-label")).ToBeVisibleAsync();
        await Expect(page.Locator("#deposit-at")).ToContainTextAsync(City.Cabinet.Value);
        await desk.Picture("packet-sealed");

        await page.Locator("#print-label").ClickAsync();
        await Expect(page.Locator("#label svg")).ToBeVisibleAsync();
        await desk.Picture("label");
        await page.GotoAsync($"/packets/{packet}/transfer-list");
        await desk.Picture("transfer-list");

        // The page that stays open tells of the deposit by itself.
        await using Window other = await SignedIn("clerk-school");
        await other.Page.GotoAsync("/in");
        await Expect(other.Page.Locator("#waiting")).Not.ToContainTextAsync(packet);
        await page.GotoAsync($"/packets/{packet}");
        await city.Deposit(packet);
        await Expect(other.Page.Locator("#waiting")).ToContainTextAsync(packet);
        await Expect(page.Locator("#timeline")).ToContainTextAsync("投件");
        await other.Picture("in");

        // So does the packet's own page: what can be done next appears when the packet has got that far.
        await other.Page.GotoAsync($"/packets/{packet}");
        await city.PickUp(packet);
        await Expect(other.Page.Locator("#receipt")).ToBeVisibleAsync();
        await other.Picture("receipt");
        await other.Page.Locator("#receipt fieldset").First.Locator("input").First.FocusAsync();
        await other.Page.Keyboard.PressAsync("2");
        await other.Page.Locator("#receive-marked").ClickAsync();
        await Expect(other.Page.Locator("#timeline")).ToContainTextAsync("短少");
        await other.Page.Locator("#receive-all").ClickAsync();
        await Expect(page.Locator("#timeline")).ToContainTextAsync("簽收");
        await other.Picture("receipted");

        Assert.Equal("", string.Join("\n", desk.Complaints));
        Assert.Equal("", string.Join("\n", other.Complaints));
    }

    [Fact]
    public async Task An_administrator_sees_each_cabinet_drawn_and_what_needs_a_human()
    {
        await using Window window = await SignedIn("admin-one");
        foreach (string page in new[] { "/admin", "/admin/cabinets", $"/admin/cabinets/{City.Cabinet}", "/admin/people",
            "/admin/people/clerk-edu", "/admin/agencies" })
        {
            await window.Page.GotoAsync(page);
            await window.Picture("admin" + page.Replace('/', '-'));
        }

        await window.Page.GotoAsync($"/admin/cabinets/{City.Cabinet}");
        Assert.True(await window.Page.Locator("svg.front a").CountAsync() > 5);
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "查詢" }).ClickAsync();
        await Expect(window.Page.Locator("h1")).ToHaveTextAsync("查詢");
        Assert.Equal("", string.Join("\n", window.Complaints));
    }

    [Fact]
    public async Task Whoever_mistypes_the_password_keeps_the_name_and_a_clerk_reads_whom_the_files_must_come_from()
    {
        await using Window window = await chromium.Open(city.Address);
        IPage page = window.Page;
        await page.GotoAsync("/sign-in");
        await page.Locator("#name").FillAsync("clerk-edu");
        await page.Locator("#password").FillAsync("not the password");
        await page.Locator("#sign-in-button").ClickAsync();
        await Expect(page.Locator(".notice.bad")).ToContainTextAsync("A-01");
        await Expect(page.Locator("#name")).ToHaveValueAsync("clerk-edu");
        await Expect(page.Locator("#password")).ToBeFocusedAsync();
        await page.Locator("#password").FillAsync(City.Password);
        await page.Locator("#sign-in-button").ClickAsync();

        await Expect(page.Locator("#sends-for")).ToContainTextAsync(City.Education);
        await page.Locator("#files").SetInputFilesAsync(
            [File("theirs.di", Drops.Document("0000404", "他機關的公文", "", City.School, City.Bureau))]);
        await page.Locator("#upload button").ClickAsync();
        await Expect(page.Locator("#refused")).ToContainTextAsync(City.Bureau);
        await Expect(page.Locator("#refused")).ToContainTextAsync(City.Education);
    }

    [Fact]
    public async Task The_pages_are_usable_on_a_telephone_in_the_dark_and_in_English()
    {
        await using Window window = await chromium.Open(city.Address, new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = 360, Height = 740 },
            ColorScheme = ColorScheme.Dark,
        });
        await Enter(window.Page, "clerk-edu");
        await window.Page.GetByText("English").ClickAsync();
        await Expect(window.Page.Locator("h1")).ToHaveTextAsync("Out");
        await window.Picture("phone-out");
        int width = await window.Page.EvaluateAsync<int>("document.documentElement.scrollWidth");
        Assert.True(width <= 360, $"The page is {width} px wide.");
        Assert.Equal("", string.Join("\n", window.Complaints));
    }

    [Fact]
    public async Task Every_form_of_the_way_from_drop_to_label_works_without_script()
    {
        await using Window window = await chromium.Open(city.Address, new BrowserNewContextOptions { JavaScriptEnabled = false });
        await Enter(window.Page, "clerk-edu");
        await window.Page.Locator("#files")
            .SetInputFilesAsync([File("one.di", Drops.Document("0000403", "無指令碼", "", City.School))]);
        await window.Page.Locator("#upload button").ClickAsync();
        await window.Page.Locator("#accepted a.number").First.ClickAsync();
        await window.Page.Locator("#seal button").ClickAsync();
        await window.Page.Locator("#print-label").ClickAsync();
        await Expect(window.Page.Locator("#label svg")).ToBeVisibleAsync();
    }

    private async Task<Window> SignedIn(string account)
    {
        Window window = await chromium.Open(city.Address);
        await Enter(window.Page, account);
        return window;
    }

    private static async Task Enter(IPage page, string account)
    {
        await page.GotoAsync("/sign-in");
        await page.Locator("#name").FillAsync(account);
        await page.Locator("#password").FillAsync(City.Password);
        await page.Locator("#sign-in-button").ClickAsync();
        await Expect(page.Locator("#sign-out")).ToBeVisibleAsync();
    }

    private static FilePayload File(string name, string text) =>
        new() { Name = name, MimeType = "application/octet-stream", Buffer = System.Text.Encoding.UTF8.GetBytes(text) };
}
