using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.HttpResults;
using SmartLocker.Server.Storage;
using SmartLocker.Server.Web;
using SmartLocker.Server.Web.Layout;
using SmartLocker.Server.Web.Words;

namespace SmartLocker.Server.Features.Accounts;

/// <summary>Signing in and out, and the language of the pages.</summary>
internal static class AccountRoutes
{
    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/", (Viewer viewer) => Results.LocalRedirect(Navigation.Home(viewer)));
        pages.MapGet("/sign-in", (string? back, string? ended) => Ask(back, name: null, ended is not null));
        pages.MapPost("/sign-in", SignIn);
        pages.MapPost("/sign-out", SignOut).RequireAuthorization();
        pages.MapGet("/language", Language);
    }

    private static RazorComponentResult<SignInPage> Ask(string? back, string? name, bool ended) =>
        new(new { Back = LocalAddress.Or(back, "/"), Failed = name is not null, Name = name, Ended = ended })
        {
            StatusCode = name is not null ? StatusCodes.Status401Unauthorized : StatusCodes.Status200OK,
        };

    private static async Task<IResult> SignIn(HttpContext http, SignInDesk desk, TimeProvider time)
    {
        IFormCollection form = await http.Request.ReadFormAsync(http.RequestAborted);
        string back = form["back"].ToString();
        if (await desk.Check(form["name"].ToString(), form["password"].ToString(), http.RequestAborted) is not { } account)
        {
            return Ask(back, form["name"].ToString(), ended: false);
        }

        await http.SignInAsync(
            CookieAuthenticationDefaults.AuthenticationScheme, SessionCookies.Begin(account, time.GetUtcNow()));
        return Results.LocalRedirect(LocalAddress.Or(back, "/"));
    }

    private static async Task<IResult> SignOut(HttpContext http, AccountDesk desk)
    {
        await desk.EndSessions(http.SomePerson().Id);
        await http.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return Results.LocalRedirect("/sign-in");
    }

    private static IResult Language(HttpContext http, string? to, string? back)
    {
        http.Response.Cookies.Append(ViewerReader.LanguageCookie, LanguageCodes.Read(to).Code(), new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            IsEssential = true,
            MaxAge = TimeSpan.FromDays(365),
        });
        return Results.LocalRedirect(LocalAddress.Or(back, "/"));
    }
}
