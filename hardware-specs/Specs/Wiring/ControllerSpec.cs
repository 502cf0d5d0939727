using System.Collections.Immutable;

namespace SmartLocker.HardwareSpecs.Wiring;

/// <summary>The board that runs the agent, its GPIO chip and its buses.</summary>
public sealed record ControllerSpec
{
    public required string Board { get; init; }

    /// <summary>True for a board that exists only in software.</summary>
    public required bool Virtual { get; init; }

    /// <summary>The chip is picked by this label, never by its number: numbers differ between kernels.</summary>
    public required string ChipLabel { get; init; }

    /// <summary>The agent refuses to run unless the kernel lets go of released lines.</summary>
    public required bool StrictGpio { get; init; }

    public required ImmutableArray<BusSpec> Buses { get; init; }
}
