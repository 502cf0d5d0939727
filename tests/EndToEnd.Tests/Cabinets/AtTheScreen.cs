using System.Globalization;
using Microsoft.Playwright;
using SmartLocker.Server.Features.Demo.City;
using static Microsoft.Playwright.Assertions;

namespace SmartLocker.EndToEnd.Tests.Cabinets;

/// <summary>What a person does at a cabinet's screen, and at the board that stands for its doors and scanner.</summary>
internal static class AtTheScreen
{
    public static Task Shows(IPage screen, string what) =>
        Expect(screen.Locator("body")).ToHaveAttributeAsync("data-screen", what, new() { Timeout = 60_000 });

    public static async Task Scan(IPage board, string text)
    {
        await board.Locator("form.scan input").FillAsync(text);
        await board.Locator("form.scan button").ClickAsync();
        await Expect(board.Locator("form.scan input")).ToHaveValueAsync("");
    }

    public static async Task SignIn(IPage screen, IPage board, DemoPerson person)
    {
        await Shows(screen, "Idle");
        await Scan(board, person.Badge.Value);
        await Shows(screen, "EnterPin");
        foreach (char digit in person.Pin)
        {
            await screen.Locator("#pad").GetByText($"{digit}", new() { Exact = true }).ClickAsync();
        }

        await screen.Locator("#pad").GetByText("確定", new() { Exact = true }).ClickAsync();
    }

    public static async Task<int> PushLitDoorShut(IPage screen, IPage board)
    {
        string lit = await screen.Locator("#front .door.lit").InnerTextAsync();
        ILocator row = board.Locator($"tr[data-door='{lit}']");
        await Expect(row.Locator(".state")).ToContainTextAsync("open");
        await row.GetByText("關上 shut").ClickAsync();
        return int.Parse(lit, CultureInfo.InvariantCulture);
    }

    public static async Task Leave(IPage screen)
    {
        await screen.Locator("[data-ask=SignOut]").ClickAsync();
        await Shows(screen, "Idle");
    }
}
