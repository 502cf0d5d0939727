using Microsoft.AspNetCore.Http.HttpResults;
using SmartLocker.Server.Features.Accounts;
using SmartLocker.Server.Features.Labels;
using SmartLocker.Server.Features.PacketPages;
using SmartLocker.Server.Web.Layout;

namespace SmartLocker.Server.Features.Codes;

/// <summary>A one-time code for whoever asks, shown once.</summary>
internal static class CodeRoutes
{
    public static void Map(RouteGroupBuilder packet) => packet.MapPost("/code", Give);

    private static async Task<IResult> Give(HttpContext http, PacketReader reader, CodeDesk desk, string id)
    {
        if (await reader.Find(http.SomePerson(), id) is not { } packet
            || await desk.Give(packet.Id, http.SomePerson().Id) is not { } given)
        {
            return Problem.Page(ProblemKind.NotFound);
        }

        http.Response.Headers.CacheControl = "no-store"; // Shown once: the back button shows none.
        return new RazorComponentResult<CodePage>(new { given.Code, Svg = QrSvg.Render(given.Text) });
    }
}
