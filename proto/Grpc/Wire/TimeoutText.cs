using System.Globalization;

namespace Grpc.Wire;

/// <summary><c>grpc-timeout</c>: at most eight digits and a unit.</summary>
internal static class TimeoutText
{
    private const long AmountMax = 99_999_999;

    private static readonly (char Unit, long Ticks)[] Units =
    [
        ('u', TimeSpan.TicksPerMicrosecond), ('m', TimeSpan.TicksPerMillisecond), ('S', TimeSpan.TicksPerSecond),
        ('M', TimeSpan.TicksPerMinute), ('H', TimeSpan.TicksPerHour),
    ];

    /// <summary>In the finest unit that fits, rounded up so that the server never gives up first.</summary>
    public static string Encode(TimeSpan timeout)
    {
        long ticks = Math.Max(timeout.Ticks, 1);
        foreach ((char unit, long ticksPerUnit) in Units)
        {
            long amount = (ticks / ticksPerUnit) + (ticks % ticksPerUnit > 0 ? 1 : 0);
            if (amount <= AmountMax)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{amount}{unit}");
            }
        }

        return $"{AmountMax}H"; // Eleven thousand years: a TimeSpan holds more, nobody waits longer.
    }

    /// <summary>Cannot overflow: eight digits of hours are less than half of what a TimeSpan holds.</summary>
    public static bool TryParse(string text, out TimeSpan timeout)
    {
        timeout = default;
        if (text.Length is < 2 or > 9
            || !long.TryParse(
                text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out long amount))
        {
            return false;
        }

        if (text[^1] == 'n')
        {
            timeout = TimeSpan.FromTicks(
                (amount / TimeSpan.NanosecondsPerTick) + (amount % TimeSpan.NanosecondsPerTick > 0 ? 1 : 0));
            return true;
        }

        foreach ((char unit, long ticksPerUnit) in Units)
        {
            if (unit == text[^1])
            {
                timeout = TimeSpan.FromTicks(amount * ticksPerUnit);
                return true;
            }
        }

        return false;
    }
}
