namespace SmartLocker;

/// <summary>Time since this machine started, from its monotonic clock: for deadlines, never for records.</summary>
public readonly record struct Uptime(TimeSpan SinceStart) : IComparable<Uptime>
{
    public static Uptime operator +(Uptime start, TimeSpan span) => new(start.SinceStart + span);
    public static TimeSpan operator -(Uptime end, Uptime start) => end.SinceStart - start.SinceStart;
    public static bool operator <(Uptime left, Uptime right) => left.SinceStart < right.SinceStart;
    public static bool operator >(Uptime left, Uptime right) => left.SinceStart > right.SinceStart;
    public static bool operator <=(Uptime left, Uptime right) => left.SinceStart <= right.SinceStart;
    public static bool operator >=(Uptime left, Uptime right) => left.SinceStart >= right.SinceStart;

    public int CompareTo(Uptime other) => SinceStart.CompareTo(other.SinceStart);
}
