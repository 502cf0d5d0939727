namespace SmartLocker.Server.Core.Fleet;

/// <summary>What is wrong with a cabinet's journal.</summary>
public enum QuarantineReason
{
    /// <summary>Another journal than the one applied so far: a new disk, or a disk of another cabinet.</summary>
    UnknownJournal,

    /// <summary>Ends before what was applied: an old backup was put back.</summary>
    JournalBehind,

    /// <summary>
    /// Begins behind what was applied: the entries between were acknowledged, deleted by the cabinet, and forgotten here because
    /// an old backup of the server was put back.
    /// </summary>
    EntriesGone,

    /// <summary>The same sequence with another hash: a forked journal.</summary>
    Forked,

    /// <summary>A hash does not follow from its bytes or from the entry before.</summary>
    BrokenChain,

    /// <summary>Another model than the one registered.</summary>
    OtherModel,
}
