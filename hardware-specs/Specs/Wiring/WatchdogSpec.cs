namespace SmartLocker.HardwareSpecs.Wiring;

/// <summary>The external watchdog: kicked every <paramref name="Period"/>, it cuts the lock rail after <paramref name="Timeout"/>.</summary>
public sealed record WatchdogSpec(string KickLine, TimeSpan Period, TimeSpan Timeout);
