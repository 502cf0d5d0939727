using System.Net;
using Microsoft.Playwright;
using SmartLocker.EndToEnd.Tests.Browser;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Features.Demo.City;
using SmartLocker.Server.Features.Demo.Exchange;
using SmartLocker.Server.Host.Tests.Web;
using SmartLocker.Server.Storage;
using static Microsoft.Playwright.Assertions;
using static SmartLocker.EndToEnd.Tests.Cabinets.AtTheScreen;

namespace SmartLocker.EndToEnd.Tests.Cabinets;

/// <summary>A server, a cabinet process on its stream, and people at its screen, its board and the pages.</summary>
public sealed class CabinetTests(Chromium chromium, Town town) : IClassFixture<Chromium>, IClassFixture<Town>
{
    private const int Empty = 24;

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
        string attention = WebUtility.HtmlDecode(await first.Text("/admin"));
        Assert.Contains($"第 {door} 格：格內有件時遠端開門", attention, StringComparison.Ordinal);

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
}
