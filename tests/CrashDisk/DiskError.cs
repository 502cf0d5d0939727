namespace SmartLocker.Disks;

/// <summary>What a disk answers instead of doing what it was told.</summary>
public enum DiskError
{
    /// <summary>ENOSPC: nothing is written any more; what can be done without space is done.</summary>
    Full,

    /// <summary>
    /// EIO. A sync that fails so forgets what it should have written, as Linux does: it can be read for as long as the
    /// system runs, and no later sync makes it durable.
    /// </summary>
    Failing,

    /// <summary>EIO, and yet it is done: the worst of answers, since nobody knows.</summary>
    FailingLate,
}
