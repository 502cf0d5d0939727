using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Storage;

namespace SmartLocker.Server.Features.Accounts;

/// <summary>Marks an endpoint that a page asks by itself: it keeps no session alive.</summary>
internal sealed class AsksByItself;

/// <summary>What a session's cookie says, and whether it still counts: asked afresh at every request.</summary>
/// <remarks>
/// The cookie names the account and when the session began; what the person may do is read from the record each time,
/// so that somebody who left, changed agency or signed out elsewhere is out at the next request.
/// </remarks>
internal sealed class SessionCookies(ILedger ledger, TimeProvider time) : CookieAuthenticationEvents
{
    private const string AccountClaim = "account";
    private const string StampClaim = "stamp";
    private const string BeganClaim = "began";

    public static ClaimsPrincipal Begin(Account account, DateTimeOffset now) => new(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, account.Name),
            new Claim(AccountClaim, account.Name),
            new Claim(StampClaim, account.Stamp),
            new Claim(BeganClaim, now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
        ],
        CookieAuthenticationDefaults.AuthenticationScheme));

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        if (await Read(context) is { } person)
        {
            context.HttpContext.Features.Set(person);
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
    }

    public override Task CheckSlidingExpiration(CookieSlidingExpirationContext context)
    {
        bool askedByItself = context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<AsksByItself>() is not null;
        context.ShouldRenew = !askedByItself && context.ElapsedTime >= SessionLimits.RenewAfter;
        return Task.CompletedTask;
    }

    /// <summary>A refused role is a page that says so, not another sign-in.</summary>
    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    /// <summary>
    /// Programs and parts of a page are told the status; people are led to the sign-in, and back to where they were.
    /// </summary>
    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        HttpRequest request = context.Request;
        bool isPage = HttpMethods.IsGet(request.Method)
            && !request.Headers.ContainsKey("HX-Request")
            && !request.Headers.Accept.ToString().Contains("text/event-stream", StringComparison.Ordinal);
        bool isForm = HttpMethods.IsPost(request.Method)
            && !request.Headers.Accept.ToString().Contains("json", StringComparison.Ordinal);
        if (isPage) { context.Response.Redirect(context.RedirectUri); }
        else if (isForm) { context.Response.Redirect("/sign-in?ended=yes"); }
        else { context.Response.StatusCode = StatusCodes.Status401Unauthorized; }
        return Task.CompletedTask;
    }

    private async Task<Person?> Read(CookieValidatePrincipalContext context)
    {
        ClaimsPrincipal? principal = context.Principal;
        if (principal?.FindFirstValue(AccountClaim) is not { } name
            || !long.TryParse(principal.FindFirstValue(BeganClaim), CultureInfo.InvariantCulture, out long began)
            || context.Properties.IssuedUtc is not { } lastSeen
            || await ledger.Vault.FindAccount(name) is not { } account
            || account.Stamp != principal.FindFirstValue(StampClaim)
            || (await ledger.FindPerson(account.Person))?.State is not { Active: true } person)
        {
            return null;
        }

        bool over = SessionLimits.IsOver(person, DateTimeOffset.FromUnixTimeSeconds(began), lastSeen, time.GetUtcNow());
        return over ? null : person;
    }
}
