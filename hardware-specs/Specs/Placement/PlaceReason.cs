namespace SmartLocker.HardwareSpecs.Placement;

/// <summary>Why this door: the rule that chose it, in the order the rules are asked.</summary>
public enum PlaceReason
{
    /// <summary>It already holds packets of this receiver and has room.</summary>
    HoldsThisReceiver,

    /// <summary>It is reserved for this receiver.</summary>
    FixedForReceiver,

    /// <summary>Shared, empty and exactly of the size asked for.</summary>
    ExactFit,

    /// <summary>Shared, empty and larger: no exact fit is free, and more than the reserve of this size are.</summary>
    LargerThanNeeded,
}
