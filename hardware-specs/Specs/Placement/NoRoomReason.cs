namespace SmartLocker.HardwareSpecs.Placement;

/// <summary>Why one compartment cannot take a packet; the first that applies, in this order.</summary>
public enum NoRoomReason
{
    OutOfUse,
    RefusedAlready,
    TooSmall,
    NotLow,
    FixedForAnother,
    HoldsAnother,

    /// <summary>Holds this receiver's packets, but is full, closed to adding, or the packet must lie alone.</summary>
    CannotAdd,

    /// <summary>Larger than needed and kept for larger packets.</summary>
    KeptInReserve,
}
