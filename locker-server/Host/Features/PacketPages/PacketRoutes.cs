using Microsoft.AspNetCore.Http.HttpResults;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Labels;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Features.Accounts;
using SmartLocker.Server.Features.Labels;
using SmartLocker.Server.Web;
using SmartLocker.Server.Web.Layout;
using SmartLocker.Server.Web.Words;

namespace SmartLocker.Server.Features.PacketPages;

/// <summary>The page of one packet and what is printed from it.</summary>
internal static class PacketRoutes
{
    public static void Map(RouteGroupBuilder pages)
    {
        RouteGroupBuilder packet = pages.MapGroup("/packets/{id}").RequireAuthorization();
        packet.MapGet("", Page);
        packet.MapGet("/story", Story).WithMetadata(new AsksByItself());
        packet.MapGet("/changes", Changes).WithMetadata(new AsksByItself());
        packet.MapGet("/label", Label);
        packet.MapGet("/transfer-list", Transfer);
        PacketFormRoutes.Map(packet);
    }

    private static async Task<IResult> Page(HttpContext http, PacketReader reader, string id) =>
        await reader.Read(http.SomePerson(), id) is { } view
            ? new RazorComponentResult<PacketPage>(new { View = view })
            : Problem.Page(ProblemKind.NotFound);

    private static async Task<IResult> Story(HttpContext http, PacketReader reader, string id, string? seen) =>
        await reader.Read(http.SomePerson(), id) is { } view
            ? new RazorComponentResult<PacketLive>(new { View = view, Seen = seen })
            : Results.NotFound();

    private static async Task<IResult> Changes(HttpContext http, PacketReader reader, LiveChanges live, string id, long? after)
    {
        if (await reader.Find(http.SomePerson(), id) is not { } shown) { return Results.NotFound(); }

        return live.Stream(http, after, (person, packet) => packet.Id == shown.Id && Rights.MaySee(person, packet));
    }

    private static async Task<IResult> Label(HttpContext http, PacketReader reader, NamesReader names, string id)
    {
        if (await Printable(http, reader, id) is not { Times.SealedAt: { } sealedAt } packet)
        {
            return Problem.Page(ProblemKind.NotFound);
        }

        Names known = await names.Read();
        string svg = LabelSvg.Render(new PacketLabel(
            packet.Id,
            new LabelParty(known.Of(packet.Sender), packet.Sender),
            new LabelParty(known.Of(packet.Receiver), packet.Receiver),
            packet.Enclosures.Length,
            TaipeiTime.Day(sealedAt)));
        return new RazorComponentResult<LabelPage>(new { Packet = packet.Id, Svg = svg });
    }

    private static async Task<IResult> Transfer(HttpContext http, PacketReader reader, NamesReader names, string id)
    {
        if (await Printable(http, reader, id) is not { } packet) { return Problem.Page(ProblemKind.NotFound); }

        Names known = await names.Read();
        TransferList list = TransferList.Of(packet, known.Of(packet.Sender), known.Of(packet.Receiver));
        return new RazorComponentResult<TransferListPage>(new { List = list });
    }

    /// <summary>Sealed, and the reader's own to send: nobody else prints its label or list.</summary>
    private static async Task<Packet?> Printable(HttpContext http, PacketReader reader, string id) =>
        await reader.Find(http.SomePerson(), id) is { } packet
        && Rights.MayPackFor(http.SomePerson(), packet.Sender)
        && packet.Progress != PacketStage.Open
            ? packet
            : null;
}
