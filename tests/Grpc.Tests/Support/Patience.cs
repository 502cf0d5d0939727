namespace SmartLocker.Grpc.Tests.Support;

/// <summary>
/// How long a test waits for what must come: never reached when it does, and no test hangs when it does not.
/// </summary>
internal static class Patience
{
    public static TimeSpan Limit { get; } = TimeSpan.FromSeconds(60);
}
