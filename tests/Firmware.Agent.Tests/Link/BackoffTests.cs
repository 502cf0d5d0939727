using SmartLocker.Firmware.Agent.Link;

namespace SmartLocker.Firmware.Agent.Tests.Link;

public sealed class BackoffTests
{
    [Fact]
    public void The_limit_doubles_to_a_minute_and_a_good_connection_resets_it()
    {
        Backoff backoff = new(below => below - 1);
        Assert.Equal([5, 10, 20, 40, 60, 60],
            Enumerable.Range(0, 6).Select(_ => backoff.Next(TimeSpan.FromSeconds(59)).TotalSeconds));
        Assert.Equal(5, backoff.Next(TimeSpan.FromSeconds(60)).TotalSeconds);
    }

    [Fact]
    public void The_wait_may_be_none_at_all() => Assert.Equal(TimeSpan.Zero, new Backoff(_ => 0).Next(TimeSpan.Zero));
}
