using Grpc.Wire;
using SmartLocker.TestKit;

namespace SmartLocker.Grpc.Tests.Wire;

public sealed class DeadlineTimerTests
{
    private readonly ManualTime _time = new();
    private int _fired;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(15_000_001)]
    [InlineData(90L * TimeSpan.TicksPerDay)]
    public void It_fires_once_when_the_time_is_over_and_not_before(long ticks)
    {
        TimeSpan after = TimeSpan.FromTicks(ticks);
        using DeadlineTimer timer = new(_time, after, () => _fired++);
        if (after > TimeSpan.Zero)
        {
            _time.Advance(after - TimeSpan.FromTicks(1));
            Assert.Equal(0, _fired);
        }

        _time.Advance(TimeSpan.FromMilliseconds(2));
        Assert.Equal(1, _fired);
        _time.Advance(TimeSpan.FromDays(200));
        Assert.Equal(1, _fired);
    }

    [Fact]
    public void The_longest_time_there_is_does_not_overflow()
    {
        using DeadlineTimer timer = new(_time, TimeSpan.MaxValue, () => _fired++);
        _time.Advance(TimeSpan.FromDays(3650));
        Assert.Equal(0, _fired);
    }

    [Fact]
    public void It_does_not_fire_when_the_call_is_over()
    {
        new DeadlineTimer(_time, TimeSpan.FromSeconds(1), () => _fired++).Dispose();
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(0, _fired);
    }
}
