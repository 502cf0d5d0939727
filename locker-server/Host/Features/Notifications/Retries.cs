using System.Collections.Immutable;

namespace SmartLocker.Server.Features.Notifications;

/// <summary>How long a notice that did not go waits before it is tried again. It is never given up.</summary>
internal static class Retries
{
    private static readonly ImmutableArray<TimeSpan> Steps =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10),
        TimeSpan.FromMinutes(30), TimeSpan.FromHours(2),
    ];

    public static TimeSpan After(int attempts) => Steps[Math.Clamp(attempts, 0, Steps.Length - 1)];
}
