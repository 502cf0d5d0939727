namespace SmartLocker.Firmware.Agent.Journal.Checkpoints;

/// <summary>When a journal writes a checkpoint, and which entries it may delete.</summary>
/// <param name="CheckpointEvery">Entries that a start folds again at most, beside those not acknowledged.</param>
/// <param name="Retained">
/// Acknowledged entries that stay all the same: a server that was put back to a backup asks for them again.
/// </param>
/// <param name="PruneMax">Entries deleted in one transaction: nobody at the doors waits for longer than that takes.</param>
public sealed record Upkeep(
    long CheckpointEvery = Upkeep.EntriesPerCheckpoint, long Retained = Upkeep.EntriesRetained,
    long PruneMax = Upkeep.EntriesAtOnce)
{
    public const long EntriesPerCheckpoint = 10_000;
    public const long EntriesRetained = 50_000;
    public const long EntriesAtOnce = 256;

    public static Upkeep Usual { get; } = new();

    public bool IsCheckpointDue(long last, long newestCheckpoint) => last - newestCheckpoint >= CheckpointEvery;

    /// <param name="acked">What the server acknowledged, and still stands by.</param>
    /// <param name="olderCheckpoint">The one before the newest: with either of the two the journal can start.</param>
    /// <returns>Up to where to delete now; <paramref name="pruned"/> when there is nothing worth a transaction.</returns>
    public long PruneUpTo(long pruned, long acked, long olderCheckpoint, long last)
    {
        long allowed = Math.Min(Math.Min(acked, olderCheckpoint), last - Math.Max(1, Retained));
        return allowed - pruned >= PruneMax ? pruned + PruneMax : pruned;
    }
}
