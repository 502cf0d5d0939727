using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Features.Accounts;
using SmartLocker.Server.Storage;

namespace SmartLocker.Server.Host.Tests.Web;

/// <summary>The rules behind the sign-in, by themselves.</summary>
public sealed class AccountRuleTests
{
    private static readonly DateTimeOffset Noon = new(2026, 10, 2, 4, 0, 0, TimeSpan.Zero);

    private readonly Account _account =
        new() { Name = "someone", Person = PersonId.Parse("someone"), PasswordHash = "x", Stamp = "s" };

    /// <summary>資通安全責任等級分級辦法, 附表十: five failures close the account for at least 15 minutes.</summary>
    [Fact]
    public void The_fifth_failure_closes_an_account_for_a_quarter_of_an_hour()
    {
        Account account = _account;
        for (int failure = 1; failure <= 4; failure++) { account = LockOut.AfterFailure(account, Noon); }

        Assert.False(LockOut.IsClosed(account, Noon));
        account = LockOut.AfterFailure(account, Noon);
        Assert.True(LockOut.IsClosed(account, Noon.AddMinutes(15).AddTicks(-1)));
        Assert.False(LockOut.IsClosed(account, Noon.AddMinutes(15)));
    }

    [Fact]
    public void Guessing_on_while_it_is_closed_neither_counts_nor_keeps_it_closed()
    {
        Account account = Closed();
        Account after = LockOut.AfterFailure(account, Noon.AddMinutes(14));
        Assert.Equal(account, after);
        Assert.Equal(1, LockOut.AfterFailure(after, Noon.AddMinutes(16)).Failures);
    }

    [Fact]
    public void A_right_password_forgets_the_wrong_ones() =>
        Assert.Equal(_account, LockOut.AfterSuccess(LockOut.AfterFailure(_account, Noon)));

    /// <summary>資通安全責任等級分級辦法, 附表十: idle and at the longest, shorter for administrators.</summary>
    [Theory]
    [InlineData(Role.Clerk, 60, 14, false)]
    [InlineData(Role.Clerk, 60, 15, true)]
    [InlineData(Role.Clerk, 479, 0, false)]
    [InlineData(Role.Clerk, 480, 0, true)]
    [InlineData(Role.Administrator, 60, 10, true)]
    [InlineData(Role.Administrator, 239, 9, false)]
    [InlineData(Role.Administrator, 240, 0, true)]
    public void A_session_ends_when_idle_and_at_the_latest(Role role, int minutesOld, int minutesIdle, bool over)
    {
        Person person = new() { Id = PersonId.Parse("someone"), Name = "某人", Roles = [role] };
        Assert.Equal(over, SessionLimits.IsOver(person, Noon.AddMinutes(-minutesOld), Noon.AddMinutes(-minutesIdle), Noon));
    }

    [Theory]
    [InlineData("correct horse battery", true)]
    [InlineData("short", false)]
    [InlineData("aaaaaaaaaaaaaaaa", false)]
    [InlineData("password1234", false)]
    [InlineData("i-am-someone-else", false)]
    [InlineData("1234567890123", false)]
    public void A_password_is_long_and_not_what_a_guesser_tries_first(string password, bool accepted) =>
        Assert.Equal(accepted, PasswordRule.Accepts(password, "someone"));

    private Account Closed()
    {
        Account account = _account;
        for (int failure = 0; failure < LockOut.FailuresMax; failure++) { account = LockOut.AfterFailure(account, Noon); }

        return account;
    }
}
