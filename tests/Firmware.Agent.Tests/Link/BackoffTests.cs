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

    /// <summary>CL-62: a whole city comes back at once after a power cut.</summary>
    [Fact]
    public void Before_the_first_attempt_it_waits_at_random_as_long_as_it_is_told_and_that_counts_for_nothing_else()
    {
        Backoff backoff = new(below => below - 1) { StartWaitMax = TimeSpan.FromSeconds(30) };
        Assert.Equal(30, backoff.BeforeFirst().TotalSeconds);
        Assert.Equal(5, backoff.Next(TimeSpan.Zero).TotalSeconds);
        Assert.Equal(TimeSpan.Zero, new Backoff(below => below - 1).BeforeFirst());
    }

    [Fact]
    public void The_wait_may_be_none_at_all() => Assert.Equal(TimeSpan.Zero, new Backoff(_ => 0).Next(TimeSpan.Zero));
}
