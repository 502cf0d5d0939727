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

    /// <summary>Frames of one direction vanish, those of the other arrive.</summary>
    LinkOneWay,

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

    /// <summary>A frame arrives twice.</summary>
    FrameTwice,

    /// <summary>A frame arrives before one that was sent earlier.</summary>
    FrameOvertakes,

    /// <summary>What arrives is not a frame.</summary>
    FrameGarbled,

    /// <summary>A node's program stands still for up to ten minutes, its connections stay, and then it goes on.</summary>
    NodePause,

    /// <summary>One node of the server dies.</summary>
    NodeCrash,

    /// <summary>A node does not reach the store.</summary>
    StoreAway,

    /// <summary>A node's commit loses against another that never was.</summary>
    LostRace,

    /// <summary>A commit is taken, and the node that asked for it is told that it was not.</summary>
    AmbiguousCommit,

    /// <summary>The wall clock of a cabinet jumps by up to a year, or back to 1970.</summary>
    ClockJump,

    /// <summary>The program of a cabinet stands still for up to a minute, and its doors do not.</summary>
    AgentPause,

    /// <summary>The power of a cabinet comes and goes a few times within seconds.</summary>
    PowerFlickers,

    /// <summary>A door's contact stays as it is, whatever the door does.</summary>
    StuckSensor,

    /// <summary>The scanner delivers hundreds of codes in a second.</summary>
    ScannerFlood,

    /// <summary>A cabinet's certificate ends, and it is not believed for a while.</summary>
    CertificateEnds,

    /// <summary>Somebody is withdrawn from the city's people, and comes back to the kiosk all the same.</summary>
    PersonWithdrawn,

    /// <summary>The mail server refuses a notice.</summary>
    MailRefused,

    /// <summary>A notice went, and the program died before it could say so.</summary>
    MailTwice,

    /// <summary>Somebody who stands at a kiosk guesses PINs until the cabinet has enough of it.</summary>
    GuessedPin,

    /// <summary>A second order to open, of another door, comes with a nonce that was used.</summary>
    NonceTwice,

    /// <summary>An order to open comes with a nonce of a stream that is over.</summary>
    NonceOfOldStream,

    /// <summary>An order to open comes long after its nonce.</summary>
    LateOrder,

    /// <summary>The screen goes dark before an open door; the person puts in or takes out all the same.</summary>
    ActsInTheDark,

    /// <summary>Whoever guessed PINs pulls the plug, and comes again with the right one.</summary>
    PlugPulled,

    /// <summary>An old copy of a cabinet's disk is put back.</summary>
    JournalPutBack,

    /// <summary>The disks of two cabinets are exchanged.</summary>
    DisksExchanged,

    /// <summary>Another controller with a copy of the disk says that it is the cabinet.</summary>
    CabinetCloned,

    /// <summary>Bits of the journal turn over, and the disk does not notice.</summary>
    JournalRots,

    /// <summary>A backup of the server is put back, up to a few hours old.</summary>
    ServerRestored,

    /// <summary>A one-time code is shown again after it was used.</summary>
    CodeAgain,

    /// <summary>A one-time code is shown at a cabinet that it is not for.</summary>
    CodeElsewhere,

    /// <summary>Somebody shows the one-time code of a colleague.</summary>
    CodeOfAnother,
}
