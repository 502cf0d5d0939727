using System.Collections.Immutable;

namespace SmartLocker.HardwareSpecs.Placement;

/// <summary>A packet that needs a compartment.</summary>
public sealed record PlaceRequest
{
    /// <summary>Null while the label is unknown (offline); such a packet always lies alone.</summary>
    public required AgencyCode? Receiver { get; init; }

    public required PacketSize Size { get; init; }

    /// <summary>True for a packet of its own: 密, or a label that is not known (docs/rules.md ).</summary>
    public required bool Alone { get; init; }

    /// <summary>Only a low door will do for the person at the cabinet.</summary>
    public bool LowDoor { get; init; }

    /// <summary>False where the agency or the courier's standing forbids adding to an occupied compartment.</summary>
    public bool MayAddToOccupied { get; init; } = true;

    /// <summary>Compartments that the cabinet refused for this packet already.</summary>
    public ImmutableSortedSet<int> Refused { get; init; } = [];

    /// <summary>The threshold t: a packet takes a larger size than it needs only while more than t of it are free.</summary>
    public int Reserve { get; init; }
}
