namespace SmartLocker.Server.Storage.Deciding;

/// <summary>Load, decide, commit; and again from the start when somebody else was faster.</summary>
internal static class Committing
{
    /// <summary>Each attempt loses only to a commit that succeeded, so so many in a row mean a bug, not traffic.</summary>
    private const int AttemptsMax = 50;

    /// <param name="decide">Loads what it needs afresh each time; the answer counts only once its commit is durable.</param>
    public static async Task<T> Decide<T>(this ILedger ledger, TimeProvider time, Func<DateTimeOffset, Task<Plan<T>>> decide)
    {
        for (int attempt = 1; ; attempt++)
        {
            DateTimeOffset now = time.GetUtcNow();
            Plan<T> plan = await decide(now);
            if (plan.Commit is null) { return plan.Result; }

            CommitOutcome outcome = await ledger.Commit(plan.Commit, now);
            if (outcome is CommitOutcome.Committed) { return plan.Result; }
            if (attempt == AttemptsMax)
            {
                throw new InvalidOperationException($"Lost {AttemptsMax} times in a row: {outcome}.");
            }
        }
    }
}
