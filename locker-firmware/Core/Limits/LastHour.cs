using System.Collections.Immutable;
using SmartLocker.Firmware.Core.Journal;

namespace SmartLocker.Firmware.Core.Limits;

/// <summary>When that happened which counts against the limits of an hour, oldest first.</summary>
/// <remarks>
/// As many as <see cref="HourlyCounts"/> of the journal say, always. An uptime says nothing after a restart and no wall clock is
/// asked, so what an earlier start left counts as just happened.
/// </remarks>
public sealed record LastHour(
    ImmutableArray<Uptime> RemoteOpens, ImmutableArray<Uptime> OrdersOverLimit, ImmutableArray<Uptime> WrongPins)
{
    public static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public static LastHour Nothing { get; } = new([], [], []);

    public HourlyCounts Counts => new(RemoteOpens.Length, OrdersOverLimit.Length, WrongPins.Length);

    public static LastHour AfterStart(HourlyCounts counts, Uptime now) => new(
        [.. Enumerable.Repeat(now, counts.RemoteOpens)], [.. Enumerable.Repeat(now, counts.OrdersOverLimit)],
        [.. Enumerable.Repeat(now, counts.WrongPins)]);

    /// <summary>The same rule as <see cref="HourlyCounts.Apply"/>, with the moment.</summary>
    public LastHour Apply(Fact fact, Uptime now)
    {
        HourlyCounts next = Counts.Apply(fact);
        return next == Counts ? this : new LastHour(
            To(next.RemoteOpens, RemoteOpens, now), To(next.OrdersOverLimit, OrdersOverLimit, now),
            To(next.WrongPins, WrongPins, now));
    }

    /// <returns>What is an hour old now; null when nothing is.</returns>
    public Fact.LimitsAged? Aged(Uptime now)
    {
        Fact.LimitsAged aged = new(Old(RemoteOpens, now), Old(OrdersOverLimit, now), Old(WrongPins, now));
        return aged is { RemoteOpens: 0, OrdersOverLimit: 0, WrongPins: 0 } ? null : aged;
    }

    public static int Within(TimeSpan span, ImmutableArray<Uptime> moments, Uptime now) => moments.Count(at => now - at < span);

    private static int Old(ImmutableArray<Uptime> moments, Uptime now) =>
        moments.IsEmpty || now - moments[0] < Hour ? 0 : moments.Length - Within(Hour, moments, now);

    private static ImmutableArray<Uptime> To(int count, ImmutableArray<Uptime> moments, Uptime now) =>
        count > moments.Length ? moments.Add(now) : moments.RemoveRange(0, moments.Length - count);
}
