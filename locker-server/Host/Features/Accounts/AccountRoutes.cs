using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
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
        pages.MapGet("/sign-in", (string? back, string? ended) => Ask(back, failed: false, ended is not null));
        pages.MapPost("/sign-in", SignIn);
        pages.MapPost("/sign-out", SignOut).RequireAuthorization();
        pages.MapGet("/language", Language);
    }

    private static RazorComponentResult<SignInPage> Ask(string? back, bool failed, bool ended) =>
        new(new { Back = LocalAddress.Or(back, "/"), Failed = failed, Ended = ended })
        {
            StatusCode = failed ? StatusCodes.Status401Unauthorized : StatusCodes.Status200OK,
        };

    private static async Task<IResult> SignIn(
        HttpContext http, [FromForm] SignInForm form, SignInDesk desk, TimeProvider time)
    {
        if (await desk.Check(form.Name ?? "", form.Password ?? "", http.RequestAborted) is not { } account)
        {
            return Ask(form.Back, failed: true, ended: false);
        }

        await http.SignInAsync(
            CookieAuthenticationDefaults.AuthenticationScheme, SessionCookies.Begin(account, time.GetUtcNow()));
        return Results.LocalRedirect(LocalAddress.Or(form.Back, "/"));
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
            HttpOnly = true, SameSite = SameSiteMode.Lax, IsEssential = true, MaxAge = TimeSpan.FromDays(365),
        });
        return Results.LocalRedirect(LocalAddress.Or(back, "/"));
    }
}

/// <summary>What the sign-in form sends.</summary>
public sealed record SignInForm(string? Name, string? Password, string? Back);
