namespace SmartLocker.Firmware.Agent.Journal;

/// <summary>The journal cannot be trusted: the program refuses to start on it, and a person decides.</summary>
public sealed class JournalBrokenException(JournalProblem problem, string detail, Exception? inner = null)
    : Exception($"{problem}: {detail}", inner)
{
    public JournalProblem Problem { get; } = problem;
}

/// <summary>Why a journal is refused.</summary>
public enum JournalProblem
{
    /// <summary>Not a database, or damaged beyond reading.</summary>
    Unreadable,
    SchemaTooNew,

    /// <summary>A sequence number is missing.</summary>
    Gap,

    /// <summary>An entry does not follow from the one before.</summary>
    ChainBroken,

    /// <summary>The record's own journal id or sequence is another one.</summary>
    RecordMisplaced,

    /// <summary>The server acknowledged more than is here: entries were lost, or an old copy was put back.</summary>
    ShorterThanAcked,

    /// <summary>It was written further than it goes: the disk lost entries that may never have been sent.</summary>
    ShorterThanWritten,

    /// <summary>The disk gives an error instead of what is on it; another disk may still give it.</summary>
    DiskFailing,

    /// <summary>Old entries are deleted, and what they amounted to cannot be read any more.</summary>
    CheckpointLost,

    /// <summary>It tells of compartments that this cabinet does not have: it is another one's.</summary>
    OtherModel,

    /// <summary>The database does not keep the promises asked of it (write-ahead log, full synchronisation).</summary>
    NotDurable,
}
