using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Agencies;

namespace SmartLocker.Server.Features.Accounts;

/// <summary>Sign-in by name and password, and the sessions that follow.</summary>
internal static class AccountsModule
{
    public const string ClerkOnly = "clerk";
    public const string CarriersOnly = "carriers";
    public const string DispatchersOnly = "dispatchers";
    public const string AdministratorOnly = "administrator";

    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddSingleton<PasswordHasher<string>>();
        services.AddSingleton<SignInDesk>();
        services.AddSingleton<AccountDesk>();
        services.AddScoped<SessionCookies>();
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(cookie =>
        {
            cookie.Cookie.Name = "smartlocker-session";
            cookie.Cookie.HttpOnly = true;

            // Lax: a link in a notification mail opens the packet; every change needs a form's token as well.
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            cookie.LoginPath = "/sign-in";
            cookie.ReturnUrlParameter = "back";
            cookie.ExpireTimeSpan = SessionLimits.IdleMax;
            cookie.SlidingExpiration = true;
            cookie.EventsType = typeof(SessionCookies);
        });
        services.AddAuthorizationBuilder()
            .AddPolicy(ClerkOnly, policy => policy.RequireAssertion(asked => Has(asked.Resource, Role.Clerk)))
            .AddPolicy(CarriersOnly, policy => policy.RequireAssertion(
                asked => Has(asked.Resource, Role.Clerk) || Has(asked.Resource, Role.Courier)))
            .AddPolicy(DispatchersOnly, policy => policy.RequireAssertion(
                asked => Has(asked.Resource, Role.Clerk) || Has(asked.Resource, Role.Administrator)))
            .AddPolicy(AdministratorOnly, policy => policy.RequireAssertion(asked => Has(asked.Resource, Role.Administrator)));
        return services;
    }

    /// <summary>The person behind a request, as the record says at this moment; nobody before the sign-in.</summary>
    public static Person? Person(this HttpContext http) => http.Features.Get<Person>();

    /// <summary>Behind an endpoint that asks for a role there always is one.</summary>
    public static Person SomePerson(this HttpContext http) =>
        http.Person() ?? throw new InvalidOperationException($"{http.Request.Path} was reached without a sign-in.");

    private static bool Has(object? resource, Role role) =>
        resource is HttpContext http && http.Person() is { Active: true } person && person.Roles.Contains(role);
}
