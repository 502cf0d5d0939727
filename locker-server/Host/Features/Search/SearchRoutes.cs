using Microsoft.AspNetCore.Http.HttpResults;
using SmartLocker.Server.Features.Accounts;
using SmartLocker.Server.Web;

namespace SmartLocker.Server.Features.Search;

/// <summary>查詢.</summary>
internal static class SearchRoutes
{
    public static void Map(RouteGroupBuilder pages) => pages.MapGet("/search", Page).RequireAuthorization();

    private static async Task<RazorComponentResult<SearchPage>> Page(HttpContext http, SearchReader reader, string? q) =>
        new(new { View = await reader.Read(http.SomePerson(), q) });
}
