namespace SmartLocker.Firmware.Hardware.Simulated;

/// <summary>How a virtual door can be told to misbehave; several at once are possible.</summary>
public enum DoorMisbehaviour
{
    /// <summary>Lets go only of a pulse longer than the first attempt.</summary>
    StickyLatch,

    /// <summary>Never lets go, though current flows: somebody leans on the door.</summary>
    Jammed,

    /// <summary>Broken wire: no current, no release.</summary>
    CoilOpen,

    /// <summary>Far too much current, no release.</summary>
    CoilShort,

    /// <summary>The driver of this latch is welded: it opens whenever its bank fires.</summary>
    DriverStuckOn,
    HookStuckLatched,
    HookStuckOpen,
    ReedStuckShut,
    ReedStuckOpen,

    /// <summary>Switches chatter after every change, longer than a good one would.</summary>
    Bouncing,

    /// <summary>The latch lets go but the door does not pop: somebody has to pull.</summary>
    WornSpring,

    /// <summary>Writing to the latch's line fails.</summary>
    LatchLineError,

    /// <summary>Reading the door's switches fails.</summary>
    SwitchLineError,

    /// <summary>The latch's board takes orders and never shows that it did.</summary>
    NoEcho,
}
