namespace SmartLocker.HardwareSpecs.Wiring;

/// <summary>What stands between driver and rail: the lines that must agree and the one-shot that limits the pulse.</summary>
public sealed record GateSpec
{
    /// <summary>How a model file says that a diode-OR of all gates starts the one-shot.</summary>
    public const string AnyChannel = "any-channel";

    /// <summary>Id of the line that starts the pulse; null on boards, and where any channel starts the one-shot.</summary>
    public required string? FireLine { get; init; }

    /// <summary>True where a diode-OR of all gates starts the one-shot.</summary>
    public required bool FiredByAnyChannel { get; init; }

    public required string? EnableLine { get; init; }
    public required string? ResetLine { get; init; }

    /// <summary>The longest the hardware lets a pulse last; null where the board times it.</summary>
    public required TimeSpan? HardwareMaxOn { get; init; }

    public required TimeSpan? HardwareMinOff { get; init; }
}
