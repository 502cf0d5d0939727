using Microsoft.Playwright;
using SmartLocker.EndToEnd.Tests.Browser;
using SmartLocker.Server.Host.Tests.Web;
using static Microsoft.Playwright.Assertions;
using static SmartLocker.EndToEnd.Tests.Cabinets.AtTheScreen;

namespace SmartLocker.EndToEnd.Tests.Cabinets;

/// <summary>What the screen says and allows while a door stands open, and that all of it fits the smallest screen.</summary>
public sealed class OpenDoorTests(Chromium chromium, Town town) : IClassFixture<Chromium>, IClassFixture<Town>
{
    private const int Empty = 23;

    private static readonly BrowserNewContextOptions Smallest =
        new() { ViewportSize = new ViewportSize { Width = 1024, Height = 768 } };

    [Fact]
    public async Task Nobody_finishes_before_the_open_door_is_shut_and_a_door_left_open_is_named_to_whoever_comes_next()
    {
        await using Window screen = await chromium.Open(town.Screen, Smallest);
        await using Window board = await chromium.Open(town.Screen);
        string packet = await town.Send("0000603");
        await screen.Page.GotoAsync("/");
        await board.Page.GotoAsync("/board");
        await SignIn(screen.Page, board.Page, town.Sender.Courier);
        await Shows(screen.Page, "Welcome");
        await Expect(screen.Page.Locator("[data-ask=SignOut]")).ToBeVisibleAsync();
        await Scan(board.Page, packet);
        await Shows(screen.Page, "PutIn");
        await Expect(screen.Page.Locator("[data-ask=CancelDeposit]")).ToBeVisibleAsync();
        await Expect(screen.Page.Locator("[data-ask=SignOut]")).ToHaveCountAsync(0);
        await PushLitDoorShut(screen.Page, board.Page);
        await Shows(screen.Page, "Welcome");
        await Leave(screen.Page);

        string page = $"/admin/cabinets/{town.Cabinet}";
        using Visitor admin = await town.SignIn(town.Administrator.Account);
        await admin.Get(page);
        await admin.Post($"{page}/open", ("compartment", $"{Empty}"), ("reason", "例行檢查"));
        await Expect(screen.Page.Locator("#ajar")).ToContainTextAsync($"{Empty} 號櫃門還開著");
        await screen.Picture("kiosk-ajar");
        await town.PushShut(Empty);
        await Expect(screen.Page.Locator("#ajar")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task The_keys_of_the_pin_and_the_screens_themselves_fit_and_break_no_rule()
    {
        await using Window screen = await chromium.Open(town.Screen, Smallest);
        await using Window board = await chromium.Open(town.Screen);
        await screen.Page.GotoAsync("/");
        await board.Page.GotoAsync("/board");
        await Shows(screen.Page, "Idle");
        List<string> violations = [.. await Axe.Violations(screen.Page), .. await Axe.Violations(board.Page)];
        await Scan(board.Page, town.Sender.Courier.Badge.Value);
        await Shows(screen.Page, "EnterPin");
        foreach (string key in new[] { "1", "0", "清除", "確定" })
        {
            ILocator button = screen.Page.Locator("#pad").GetByText(key, new() { Exact = true });
            await Expect(button).ToBeInViewportAsync(new() { Ratio = 1 });
        }

        await Expect(screen.Page.Locator("[data-ask=SignOut]")).ToBeInViewportAsync(new() { Ratio = 1 });
        await screen.Picture("kiosk-pin");
        violations.AddRange(await Axe.Violations(screen.Page));
        await screen.Page.SetViewportSizeAsync(800, 1280);
        await Expect(screen.Page.Locator("[data-ask=SignOut]")).ToBeInViewportAsync(new() { Ratio = 1 });
        await screen.Picture("kiosk-pin-upright");
        await Leave(screen.Page);
        Assert.Empty(violations);
    }
}
