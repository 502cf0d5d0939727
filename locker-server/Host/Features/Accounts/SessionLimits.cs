using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Agencies;

namespace SmartLocker.Server.Features.Accounts;

/// <summary>How long a session lasts without a request, and at the longest (資通安全責任等級分級辦法, 附表十). Pure.</summary>
public static class SessionLimits
{
    public static readonly TimeSpan IdleMax = TimeSpan.FromMinutes(15);

    /// <summary>The cookie is written again at most this often.</summary>
    public static readonly TimeSpan RenewAfter = TimeSpan.FromMinutes(1);

    public static TimeSpan Idle(Person person) => IsAdministrator(person) ? TimeSpan.FromMinutes(10) : IdleMax;

    public static TimeSpan Longest(Person person) => TimeSpan.FromHours(IsAdministrator(person) ? 4 : 8);

    /// <param name="began">When the person signed in.</param>
    /// <param name="lastSeen">When the session was last used, as exact as <see cref="RenewAfter"/>.</param>
    public static bool IsOver(Person person, DateTimeOffset began, DateTimeOffset lastSeen, DateTimeOffset now) =>
        now - lastSeen >= Idle(person) || now - began >= Longest(person);

    private static bool IsAdministrator(Person person) => person.Roles.Contains(Role.Administrator);
}
