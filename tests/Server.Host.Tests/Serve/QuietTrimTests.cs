using SmartLocker.Server.Serve;

namespace SmartLocker.Server.Host.Tests.Serve;

public static class QuietTrimTests
{
    private const long Mebibyte = 1024 * 1024;

    /// <summary>Mebibytes after the last trim, at the look before, and now.</summary>
    [Theory]
    [InlineData(100, 0, 110, false)] // Nothing happened.
    [InlineData(100, 300, 400, false)] // A city comes back, and is not all here yet.
    [InlineData(100, 395, 400, true)]
    [InlineData(390, 395, 400, false)] // Trimmed already.
    public static void Memory_is_given_back_once_after_each_busy_time(long settled, long before, long now, bool due) =>
        Assert.Equal(due, QuietTrim.IsDue(settled * Mebibyte, before * Mebibyte, now * Mebibyte));
}
