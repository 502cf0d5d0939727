using Microsoft.AspNetCore.Http.HttpResults;
using SmartLocker.Server.Features.Accounts;
using SmartLocker.Server.Web;

namespace SmartLocker.Server.Features.Incoming;

/// <summary>收件: what waits, where, since when.</summary>
internal static class IncomingRoutes
{
    public static void Map(RouteGroupBuilder pages)
    {
        RouteGroupBuilder people = pages.MapGroup("/in").RequireAuthorization(AccountsModule.CarriersOnly);
        people.MapGet("", Page);
        people.MapGet("/list", List).WithMetadata(new AsksByItself());
        people.MapGet("/changes", (HttpContext http, LiveChanges live, long? after) =>
            live.Stream(http, after, IncomingReader.Concerns)).WithMetadata(new AsksByItself());
    }

    private static async Task<RazorComponentResult<IncomingPage>> Page(HttpContext http, IncomingReader reader, LiveChanges live)
    {
        long cursor = live.Now;
        IncomingView view = await reader.Read(http.SomePerson());
        return new(new { View = view with { Cursor = cursor } });
    }

    private static async Task<RazorComponentResult<IncomingList>> List(HttpContext http, IncomingReader reader) =>
        new(new { View = await reader.Read(http.SomePerson()) });
}
