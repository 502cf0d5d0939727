using System.Collections.Immutable;

namespace SmartLocker.HardwareSpecs.Placement;

/// <summary>The compartment a packet gets and why, or why there is none (closed family).</summary>
public abstract record PlaceOutcome
{
    private PlaceOutcome() { }

    public sealed record Placed(int Compartment, PlaceReason Why) : PlaceOutcome;

    /// <param name="Counts">How many compartments fell out for which reason; every compartment looked at counts once.</param>
    public sealed record NoRoom(ImmutableSortedDictionary<NoRoomReason, int> Counts) : PlaceOutcome;
}
