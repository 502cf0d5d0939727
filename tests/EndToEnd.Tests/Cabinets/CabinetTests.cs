using System.Globalization;
using Microsoft.Playwright;
using SmartLocker.EndToEnd.Tests.Browser;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Features.Demo.City;
using SmartLocker.Server.Features.Demo.Exchange;
using SmartLocker.Server.Host.Tests.Web;
using SmartLocker.Server.Storage;
using static Microsoft.Playwright.Assertions;

namespace SmartLocker.EndToEnd.Tests.Cabinets;

/// <summary>A server, a cabinet process on its stream, and people at its screen, its board and the pages.</summary>
public sealed class CabinetTests(Chromium chromium, Town town) : IClassFixture<Chromium>, IClassFixture<Town>
{
    private const int Empty = 24;
    private const int AlsoEmpty = 23;

    private string Page => $"/admin/cabinets/{town.Cabinet}";

    [Fact]
    public async Task A_courier_deposits_at_the_screen_and_the_receiver_collects_there()
    {
        await using Window screen = await chromium.Open(town.Screen);
        await using Window board = await chromium.Open(town.Screen);
        string packet = await town.Send("0000601");
        await screen.Page.GotoAsync("/");
        await board.Page.GotoAsync("/board");

        await SignIn(screen.Page, board.Page, town.Sender.Courier);
        await Shows(screen.Page, "Welcome");
        await Scan(board.Page, packet);
        await Shows(screen.Page, "PutIn");
        await screen.Picture("kiosk-put-in");
        int door = await PushLitDoorShut(screen.Page, board.Page);
        await Shows(screen.Page, "Welcome");
        await Expect(screen.Page.Locator("#message")).ToHaveClassAsync("good");
        await Leave(screen.Page);
        Assert.Equal(new PacketPlace.InCompartment(town.Cabinet, door), (await Reaches(packet, PacketStage.Deposited)).Place);

        await SignIn(screen.Page, board.Page, town.Receiver.Courier);
        await Shows(screen.Page, "TakeOut");
        await screen.Picture("kiosk-take-out");
        Assert.Equal(door, await PushLitDoorShut(screen.Page, board.Page));
        await Shows(screen.Page, "Welcome");
        await Leave(screen.Page);
        await Reaches(packet, PacketStage.PickedUp);

        Assert.Equal(2, await town.Pulses(door));
        Assert.Equal("", string.Join("\n", screen.Complaints));
        Assert.Equal("", string.Join("\n", board.Complaints));
    }

    [Fact]
    public async Task Nobody_finishes_before_the_open_door_is_shut_and_a_door_left_open_is_named_to_whoever_comes_next()
    {
        await using Window screen = await chromium.Open(
            town.Screen, new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1024, Height = 768 } });
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

        using Visitor admin = await town.SignIn(town.Administrator.Account);
        await admin.Get(Page);
        await admin.Post($"{Page}/open", ("compartment", $"{AlsoEmpty}"), ("reason", "例行檢查"));
        await Expect(screen.Page.Locator("#ajar")).ToContainTextAsync($"{AlsoEmpty} 號櫃門還開著");
        await screen.Picture("kiosk-ajar");
        await town.PushShut(AlsoEmpty);
        await Expect(screen.Page.Locator("#ajar")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task The_keys_of_the_pin_and_the_screens_themselves_fit_and_break_no_rule()
    {
        await using Window screen = await chromium.Open(
            town.Screen, new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1024, Height = 768 } });
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
        await Leave(screen.Page);
        Assert.Equal("", string.Join("\n", violations));
    }

    [Fact]
    public async Task An_opening_from_afar_is_one_pulse_and_what_was_done_is_told()
    {
        using Visitor admin = await town.SignIn(town.Administrator.Account);
        await admin.Get(Page);
        await admin.Post($"{Page}/open", ("compartment", $"{Empty}"), ("reason", "例行檢查"));

        Assert.Contains("O-opened", admin.Page, StringComparison.Ordinal);
        Assert.Equal(1, await town.Pulses(Empty));
        await town.PushShut(Empty);
        IReadOnlyList<HistoryRow> history = await town.Ledger.Views.History(StreamNames.Of(town.Cabinet));
        Assert.Contains(history, row => row.Data.Contains("例行檢查", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_occupied_door_takes_two_administrators_and_the_doubt_it_leaves_ends_when_somebody_looked()
    {
        string packet = await town.Send("0000602");
        int door = await Deposit(packet);
        using Visitor first = await town.SignIn(town.Administrator.Account);
        using Visitor second = await town.SignIn(Town.SecondAdministrator);
        await first.Get(Page);
        await first.Post($"{Page}/open", ("compartment", $"{door}"), ("reason", "查看封口"));
        Assert.Contains("O-asked", first.Page, StringComparison.Ordinal);
        string approval = $"{Page}/open/{(await second.Text(Page)).Split($"{Page}/open/")[1].Split('/')[0]}/approve";
        await first.Post(approval);
        Assert.Contains("O-gone", first.Page, StringComparison.Ordinal);
        Assert.Equal(1, await town.Pulses(door));

        await second.Post(approval);
        Assert.Contains("O-opened", second.Page, StringComparison.Ordinal);
        Assert.Equal(2, await town.Pulses(door));
        await town.PushShut(door);
        await Town.Until(async () => (await Cabinet()).HasFault(door));

        await second.Post($"{Page}/compartments/{door}/contents", ("packets", packet), ("note", "兩人查看，原封在內"));
        Assert.Contains("O-found", second.Page, StringComparison.Ordinal);
        await Town.Until(async () =>
        {
            // Out of service and back, until the cabinet saw both.
            await second.Post($"{Page}/compartments/{door}", ("fixedFor", ""), ("outOfService", "查看中"));
            await second.Post($"{Page}/compartments/{door}", ("fixedFor", ""), ("outOfService", ""));
            return !(await Cabinet()).HasFault(door);
        });
        Assert.Equal(packet, Assert.Single((await Cabinet()).Door(door).Contents).Packet.Value);

        // It is there for its receiver again.
        await using Kiosk kiosk = await Kiosk.Open(town.Screen, TimeProvider.System);
        Visit visit = new(kiosk, TimeProvider.System);
        await visit.Begin(town.Receiver.Courier, town.Receiver.Clerk, expected: true);
        await visit.SignOut();
        await Reaches(packet, PacketStage.PickedUp);
    }

    private async Task<int> Deposit(string packet)
    {
        await using Kiosk kiosk = await Kiosk.Open(town.Screen, TimeProvider.System);
        Visit visit = new(kiosk, TimeProvider.System);
        await visit.Begin(town.Sender.Courier, town.Sender.Clerk, expected: false);
        Assert.True(await visit.Deposit(PacketId.Parse(packet)));
        await visit.SignOut();
        Packet deposited = await Reaches(packet, PacketStage.Deposited);
        return Assert.IsType<PacketPlace.InCompartment>(deposited.Place).Compartment;
    }

    private async Task<Packet> Reaches(string packet, PacketStage stage)
    {
        Packet? state = null;
        await Town.Until(async () =>
        {
            state = (await town.Ledger.FindPacket(PacketId.Parse(packet)))!.State;
            return state.Stage == stage;
        });
        return state!;
    }

    private async Task<Cabinet> Cabinet() => (await town.Ledger.FindCabinet(town.Cabinet))!.State;

    private static Task Shows(IPage screen, string what) =>
        Expect(screen.Locator("body")).ToHaveAttributeAsync("data-screen", what, new() { Timeout = 60_000 });

    private static async Task Scan(IPage board, string text)
    {
        await board.Locator("form.scan input").FillAsync(text);
        await board.Locator("form.scan button").ClickAsync();
        await Expect(board.Locator("form.scan input")).ToHaveValueAsync("");
    }

    private static async Task SignIn(IPage screen, IPage board, DemoPerson person)
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

    private static async Task<int> PushLitDoorShut(IPage screen, IPage board)
    {
        string lit = await screen.Locator("#front .door.lit").InnerTextAsync();
        ILocator row = board.Locator($"tr[data-door='{lit}']");
        await Expect(row.Locator(".state")).ToContainTextAsync("open");
        await row.GetByText("關上 shut").ClickAsync();
        return int.Parse(lit, CultureInfo.InvariantCulture);
    }

    private static async Task Leave(IPage screen)
    {
        await screen.Locator("[data-ask=SignOut]").ClickAsync();
        await Shows(screen, "Idle");
    }
}
