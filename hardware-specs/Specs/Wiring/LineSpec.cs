using SmartLocker.HardwareSpecs.Cabinets;

namespace SmartLocker.HardwareSpecs.Wiring;

/// <summary>One signal that is no compartment's lock or sensor.</summary>
public sealed record LineSpec
{
    public required string Id { get; init; }

    /// <summary>Where it is: `gpio.N` or a pin of an expander.</summary>
    public required Channel At { get; init; }

    public required bool Output { get; init; }
    public required bool ActiveHigh { get; init; }

    /// <summary>For outputs: whether the safe state is the active one (a reset line is safest while it holds).</summary>
    public required bool SafeIsActive { get; init; }

    public required PinPull Pull { get; init; }
    public required bool Critical { get; init; }

    /// <summary>Driven with a tone, not a level.</summary>
    public required bool Pwm { get; init; }

    /// <summary>The electrical level an output is set to first and last.</summary>
    public bool SafeLevelHigh => SafeIsActive == ActiveHigh;
}
