namespace SmartLocker.HardwareSpecs.Wiring;

/// <summary>The external watchdog: kicked every period, it cuts the lock rail once the time-out has passed.</summary>
public sealed record WatchdogSpec(string KickLine, TimeSpan Period, TimeSpan Timeout);
