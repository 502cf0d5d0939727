using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Features.Accounts;
using SmartLocker.Server.Features.Agencies;
using SmartLocker.Server.Storage;
using SmartLocker.Server.Storage.Sqlite;
using SmartLocker.TestKit;

namespace SmartLocker.Server.Host.Tests.Web;

/// <summary>A session counts as long as the record says so, asked at every request, with the clock in hand.</summary>
public sealed class SessionCookiesTests : IAsyncLifetime
{
    private const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;

    private static readonly Person Clerk = new() { Id = PersonId.Parse("someone"), Name = "某人", Roles = [Role.Clerk] };

    private readonly SqliteLedger _ledger = new($"Data Source=cookies-{Guid.NewGuid():N};Mode=Memory;Cache=Shared");
    private readonly ManualTime _time = new();
    private readonly OrganisationDesk _organisation;
    private readonly AccountDesk _accounts;

    public SessionCookiesTests()
    {
        _organisation = new OrganisationDesk(_ledger, _time, new RandomIds());
        _accounts = new AccountDesk(_ledger, new PasswordHasher<string>());
    }

    public async ValueTask InitializeAsync()
    {
        Assert.Null(await _organisation.Describe(Clerk, Actor.Server));
        Assert.Equal(AccountOutcome.Kept, await _accounts.SetPassword("someone", Clerk.Id, City.Password, Actor.Server));
    }

    public ValueTask DisposeAsync()
    {
        _ledger.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_session_lasts_until_it_was_idle_for_too_long_or_is_too_old()
    {
        (ClaimsPrincipal session, DateTimeOffset began) = (await Begin(), _time.GetUtcNow());
        Assert.NotNull(await Who(session, lastSeen: began));

        _time.Advance(SessionLimits.IdleMax - TimeSpan.FromTicks(1));
        Assert.NotNull(await Who(session, lastSeen: began));
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.Null(await Who(session, lastSeen: began));

        _time.Advance(TimeSpan.FromHours(8) - SessionLimits.IdleMax - TimeSpan.FromTicks(1));
        Assert.NotNull(await Who(session, lastSeen: _time.GetUtcNow()));
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.Null(await Who(session, lastSeen: _time.GetUtcNow()));
    }

    [Fact]
    public async Task Somebody_who_left_is_out_at_the_next_request()
    {
        ClaimsPrincipal session = await Begin();
        Assert.Null(await _organisation.Describe(Clerk with { Active = false }, Actor.Server));
        Assert.Null(await Who(session, _time.GetUtcNow()));
    }

    [Fact]
    public async Task What_a_person_may_do_is_read_from_the_record_and_not_from_the_cookie()
    {
        ClaimsPrincipal session = await Begin();
        Assert.Null(await _organisation.Describe(Clerk with { Roles = [Role.Courier] }, Actor.Server));
        Assert.Equal([Role.Courier], (await Who(session, _time.GetUtcNow()))!.Roles);
    }

    [Fact]
    public async Task A_new_password_and_a_sign_out_end_every_session()
    {
        ClaimsPrincipal first = await Begin();
        Assert.Equal(
            AccountOutcome.Kept, await _accounts.SetPassword("someone", Clerk.Id, "another long password", Actor.Server));
        Assert.Null(await Who(first, _time.GetUtcNow()));

        ClaimsPrincipal second = await Begin();
        Assert.NotNull(await Who(second, _time.GetUtcNow()));
        await _accounts.EndSessions(Clerk.Id);
        Assert.Null(await Who(second, _time.GetUtcNow()));
    }

    [Fact]
    public async Task Somebody_who_left_does_not_sign_in_again()
    {
        using SignInDesk desk = new(_ledger, new PasswordHasher<string>(), _time);
        Assert.NotNull(await desk.Check("someone", City.Password, TestContext.Current.CancellationToken));
        Assert.Null(await _organisation.Describe(Clerk with { Active = false }, Actor.Server));
        Assert.Null(await desk.Check("someone", City.Password, TestContext.Current.CancellationToken));
    }

    private async Task<ClaimsPrincipal> Begin() =>
        SessionCookies.Begin((await _ledger.Vault.FindAccount("someone"))!, _time.GetUtcNow());

    /// <summary>The person behind a request with this cookie, as the program sees it.</summary>
    private async Task<Person?> Who(ClaimsPrincipal session, DateTimeOffset lastSeen)
    {
        ServiceCollection services = new();
        services.AddLogging();
        services.AddAuthentication(Scheme).AddCookie();
        await using ServiceProvider provider = services.BuildServiceProvider();
        DefaultHttpContext http = new() { RequestServices = provider };
        CookieValidatePrincipalContext context = new(
            http,
            new AuthenticationScheme(Scheme, null, typeof(CookieAuthenticationHandler)),
            new CookieAuthenticationOptions(),
            new AuthenticationTicket(
                session, new AuthenticationProperties { IssuedUtc = lastSeen }, Scheme));

        await new SessionCookies(_ledger, _time).ValidatePrincipal(context);

        Assert.Equal(context.Principal is null, http.Person() is null);
        return http.Person();
    }
}
