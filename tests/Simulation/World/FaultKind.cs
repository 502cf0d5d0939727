namespace SmartLocker.Simulation.World;

/// <summary>What goes wrong in the simulated city. Each run draws first which of them happen at all, then how often.</summary>
internal enum FaultKind
{
    /// <summary>The latch needs a longer pulse than the first.</summary>
    StickyLatch,

    /// <summary>The latch does not give way at all until somebody pushes the door.</summary>
    JammedLatch,

    /// <summary>The hook lets go and the door does not pop: somebody has to pull.</summary>
    TiredSpring,
    OpenCoil,

    /// <summary>A contact that chatters at every change.</summary>
    BouncingSensor,

    /// <summary>The sensors of a door cannot be read for a while.</summary>
    BlindSensor,

    /// <summary>Somebody pulls a shut door open.</summary>
    ForcedDoor,

    /// <summary>Somebody leaves without shutting the door.</summary>
    DoorLeftOpen,

    /// <summary>Somebody walks away in the middle.</summary>
    PersonWalksAway,

    /// <summary>Somebody else scans something in the middle of a visit.</summary>
    SecondPersonInterferes,
    WrongPin,

    /// <summary>The scanner delivers garbage.</summary>
    ScannerGarbage,

    /// <summary>The courier wants another door, or takes the packet back.</summary>
    ChangeOfMind,

    /// <summary>The connection breaks and both ends notice.</summary>
    LinkCut,

    /// <summary>Frames vanish and neither end notices for a while.</summary>
    LinkHalfOpen,

    /// <summary>The network is slower than a cabinet waits.</summary>
    SlowNetwork,

    /// <summary>The power of a cabinet fails, between two effects or in the middle of a pulse.</summary>
    PowerCut,

    /// <summary>The disk of a cabinet has no space for a while.</summary>
    DiskFull,

    /// <summary>The server's process dies and starts anew.</summary>
    ServerCrash,

    /// <summary>An order to open comes twice, late, or under an old epoch.</summary>
    OrderReplayed,

    /// <summary>The server's machine loses power: what its disk had not synced is a matter of luck.</summary>
    ServerPowerCut,

    /// <summary>The disk of a cabinet answers writes and syncs with errors for a while.</summary>
    DiskFails,

    /// <summary>A cabinet's program dies and starts anew; its system lives.</summary>
    AgentCrash,
}
