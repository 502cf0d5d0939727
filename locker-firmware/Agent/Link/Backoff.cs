using System.Security.Cryptography;

namespace SmartLocker.Firmware.Agent.Link;

/// <summary>How long to wait before the next attempt: full jitter under a limit that doubles, for ever.</summary>
/// <remarks>A whole city comes back at once after a power cut; the jitter spreads it.</remarks>
public sealed class Backoff(Func<int, int> below)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <summary>A connection that held this long was a good one.</summary>
    private static readonly TimeSpan GoodAfter = TimeSpan.FromSeconds(60);

    private TimeSpan _limit = First;

    public Backoff()
        : this(RandomNumberGenerator.GetInt32)
    {
    }

    /// <summary>CL-62: a start waits at random up to so long before its first attempt.</summary>
    public TimeSpan StartWaitMax { get; init; }

    public TimeSpan BeforeFirst() => TimeSpan.FromMilliseconds(below((int)StartWaitMax.TotalMilliseconds + 1));

    public TimeSpan Next(TimeSpan lasted)
    {
        if (lasted >= GoodAfter)
        {
            _limit = First;
        }

        TimeSpan wait = TimeSpan.FromMilliseconds(below((int)_limit.TotalMilliseconds + 1));
        _limit = _limit * 2 < Longest ? _limit * 2 : Longest;
        return wait;
    }
}
