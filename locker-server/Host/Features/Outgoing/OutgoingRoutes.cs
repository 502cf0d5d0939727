using Microsoft.AspNetCore.Http.HttpResults;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Features.Accounts;
using SmartLocker.Server.Web;

namespace SmartLocker.Server.Features.Outgoing;

/// <summary>寄件: the trays of outgoing packets.</summary>
internal static class OutgoingRoutes
{
    public static void Map(RouteGroupBuilder pages)
    {
        RouteGroupBuilder clerks = pages.MapGroup("/out").RequireAuthorization(AccountsModule.ClerkOnly);
        clerks.MapGet("", Page);
        clerks.MapGet("/list", List).WithMetadata(new AsksByItself());
        clerks.MapGet("/changes", (HttpContext http, LiveChanges live, long? after) =>
            live.Stream(http, after, (person, packet) => Rights.MayPackFor(person, packet.Sender)))
                .WithMetadata(new AsksByItself());
    }

    private static async Task<RazorComponentResult<OutgoingPage>> Page(
        HttpContext http, OutgoingReader reader, LiveChanges live, string? tray)
    {
        long cursor = live.Now;
        OutgoingView view = await reader.Read(http.SomePerson(), Trays.Read(tray));
        return new(new { View = view with { Cursor = cursor } });
    }

    private static async Task<RazorComponentResult<OutgoingList>> List(HttpContext http, OutgoingReader reader, string? tray) =>
        new(new { View = await reader.Read(http.SomePerson(), Trays.Read(tray)) });
}
