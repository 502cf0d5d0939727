using SmartLocker.Server.Storage;

namespace SmartLocker.Server.Features.Accounts;

/// <summary>Five wrong passwords close an account for a quarter of an hour (資通安全責任等級分級辦法, 附表十). Pure.</summary>
/// <remarks>While it is closed nothing is counted: whoever goes on guessing does not keep it closed for ever.</remarks>
public static class LockOut
{
    public const int FailuresMax = 5;

    public static readonly TimeSpan Closed = TimeSpan.FromMinutes(15);

    public static bool IsClosed(Account account, DateTimeOffset now) => account.LockedUntil is { } until && now < until;

    public static Account AfterFailure(Account account, DateTimeOffset now)
    {
        if (IsClosed(account, now)) { return account; }

        int failures = (account.LockedUntil is null ? account.Failures : 0) + 1;
        return account with { Failures = failures, LockedUntil = failures >= FailuresMax ? now + Closed : null };
    }

    public static Account AfterSuccess(Account account) => account with { Failures = 0, LockedUntil = null };
}
