namespace SmartLocker.HardwareSpecs.Placement;

/// <summary>Whether one compartment can take one packet (closed family).</summary>
internal abstract record Verdict
{
    private Verdict() { }

    public sealed record Fits(Rank Rank, PlaceReason Why) : Verdict;

    public sealed record FallsOut(NoRoomReason Reason) : Verdict;
}
