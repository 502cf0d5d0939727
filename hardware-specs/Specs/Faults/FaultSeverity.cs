namespace SmartLocker.HardwareSpecs.Faults;

/// <summary>How much a fault matters; ordered.</summary>
public enum FaultSeverity
{
    /// <summary>Worth knowing, nobody must come.</summary>
    Info,

    /// <summary>Somebody should look; work goes on.</summary>
    Warning,

    /// <summary>Somebody must come; what it concerns is out of use.</summary>
    Alarm,
}
