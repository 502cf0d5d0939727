using Microsoft.AspNetCore.Http.HttpResults;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Core.Packets.Rules;
using SmartLocker.Server.Features.Accounts;
using SmartLocker.Server.Features.Packets;
using SmartLocker.Server.Web.Layout;

namespace SmartLocker.Server.Features.PacketPages;

/// <summary>What a person orders of a packet. Parse, ask, translate: the rules are the core's.</summary>
internal static class PacketFormRoutes
{
    private const int NoteMax = 200;

    public static void Map(RouteGroupBuilder packet)
    {
        Codes.CodeRoutes.Map(packet);
        packet.MapPost("/seal", Seal);
        packet.MapPost("/reopen", Reopen);
        packet.MapPost("/receipt", Receipt);
        packet.MapPost("/exceptions/{number:int}", Settle);
    }

    private static async Task<IResult> Seal(HttpContext http, PacketReader reader, PacketDesk desk, string id)
    {
        IFormCollection form = await http.Request.ReadFormAsync(http.RequestAborted);
        return PacketForms.Size(form) is { } size && PacketForms.Openers(form) is { } openers
            ? await Carry(http, reader, id, (packet, by) => desk.Seal(packet.Id, by, size, openers))
            : Problem.Page(ProblemKind.BadForm);
    }

    private static async Task<IResult> Reopen(HttpContext http, PacketReader reader, PacketDesk desk, string id)
    {
        string reason = await Text(http, "reason");
        return await Carry(http, reader, id, (packet, by) => desk.Reopen(packet.Id, by, reason));
    }

    private static async Task<IResult> Receipt(HttpContext http, PacketReader reader, PacketDesk desk, string id)
    {
        IFormCollection form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (await reader.Find(http.SomePerson(), id) is not { } packet) { return Problem.Page(ProblemKind.NotFound); }
        if (PacketForms.Marks(form, packet) is not { } marks) { return Problem.Page(ProblemKind.BadForm); }

        return await Carry(http, reader, id, (_, by) => desk.Receipt(packet.Id, by, marks));
    }

    private static async Task<IResult> Settle(HttpContext http, PacketReader reader, PacketDesk desk, string id, int number)
    {
        string note = await Text(http, "note");
        return await Carry(http, reader, id, (packet, by) => desk.Resolve(packet.Id, by, number, note, place: null));
    }

    private static async Task<IResult> Carry(
        HttpContext http, PacketReader reader, string id, Func<Packet, Person, Task<PacketRejection?>> order)
    {
        Person by = http.SomePerson();
        if (await reader.Find(by, id) is not { } packet) { return Problem.Page(ProblemKind.NotFound); }

        return await order(packet, by) is { } reason
            ? await Refuse(http, reader, id, reason)
            : Results.LocalRedirect($"/packets/{packet.Id}");
    }

    /// <summary>The same page, with the reason on top: what was typed elsewhere is still there.</summary>
    private static async Task<IResult> Refuse(HttpContext http, PacketReader reader, string id, PacketRejection reason) =>
        await reader.Read(http.SomePerson(), id, reason) is { } view
            ? new RazorComponentResult<PacketPage>(new { View = view }) { StatusCode = StatusCodes.Status409Conflict }
            : Problem.Page(ProblemKind.NotFound);

    private static async Task<string> Text(HttpContext http, string field)
    {
        IFormCollection form = await http.Request.ReadFormAsync(http.RequestAborted);
        string typed = form[field].ToString().Trim();
        return typed[..Math.Min(typed.Length, NoteMax)];
    }
}
