namespace SmartLocker.Server.Storage;

/// <summary>What became of a commit (closed family).</summary>
public abstract record CommitOutcome
{
    private CommitOutcome() { }

    /// <param name="Cursor">Of the last history row; grows with every commit that recorded something.</param>
    public sealed record Committed(long Cursor) : CommitOutcome;

    /// <summary>Somebody else was faster: nothing was written. Load again and decide again.</summary>
    public sealed record VersionConflict(string Stream) : CommitOutcome;
}
