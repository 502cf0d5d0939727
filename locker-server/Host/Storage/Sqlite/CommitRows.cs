using SmartLocker.Server.Core.Notifications;
using SmartLocker.Server.Storage.Json;

namespace SmartLocker.Server.Storage.Sqlite;

/// <summary>Everything of one commit, within the transaction it is given.</summary>
internal static class CommitRows
{
    public static (CommitOutcome Outcome, bool Keep) Write(SqlSession session, Commit commit, DateTimeOffset now)
    {
        if (commit.Stands is { } stands && !StateRows.IsAt(session, stands))
        {
            return (new CommitOutcome.VersionConflict(StreamNames.Of(stands.Cabinet)), false);
        }

        foreach (StreamChange change in commit.Changes)
        {
            if (!StateRows.Put(session, change)) { return (new CommitOutcome.VersionConflict(change.Stream), false); }
        }

        foreach (JournalRow row in commit.Entries)
        {
            session.Run(
                "INSERT INTO journal_entry (cabinet, journal, sequence, hash, record) VALUES (@1, @2, @3, @4, @5)",
                row.Cabinet.Value, row.Journal.Value, row.Entry.Sequence, row.Entry.Hash.Value, row.Entry.Bytes.ToArray());
        }

        if (commit.Submission is { } submission && !Submitted(session, submission, now))
        {
            return (new CommitOutcome.VersionConflict($"submission/{submission.Key}"), false);
        }

        Queue(session, commit, now);
        foreach (long done in commit.NoticesDone)
        {
            // Settled by somebody else meanwhile: then this commit must not say so a second time.
            bool settled = session.Run(
                "UPDATE outbox SET done_at = @2 WHERE id = @1 AND done_at IS NULL", done, SqlText.Of(now)) == 1;
            if (!settled) { return (new CommitOutcome.VersionConflict($"outbox/{done}"), false); }
        }

        foreach (RefusalRow refusal in commit.Refusals)
        {
            session.Run(
                "INSERT INTO intake_refusal (at, actor, owner, file, reason, message) VALUES (@1, @2, @3, @4, @5, @6)",
                SqlText.Of(refusal.At), refusal.By.Text, refusal.Owner?.Value, refusal.File, refusal.Reason, refusal.Message);
        }

        return (new CommitOutcome.Committed(SqliteLedger.Cursor(session)), true);
    }

    /// <summary>Two submissions with one key: the second finds the first one's reply when it looks again.</summary>
    private static bool Submitted(SqlSession session, SubmissionRow submission, DateTimeOffset now) =>
        session.Run(
            """
            INSERT INTO submission (owner, caller_key, reply, at) VALUES (@1, @2, @3, @4)
            ON CONFLICT (owner, caller_key) DO NOTHING
            """,
            submission.Owner, submission.Key, submission.Reply, SqlText.Of(now)) == 1;

    private static void Queue(SqlSession session, Commit commit, DateTimeOffset now)
    {
        foreach (Notice notice in commit.Notices)
        {
            session.Run(
                """
                INSERT INTO outbox (notice_key, data, due_at, attempts) VALUES (@1, @2, @3, 0)
                ON CONFLICT (notice_key) DO NOTHING
                """,
                notice.Key, LedgerJson.Write(notice), SqlText.Of(now));
        }
    }
}
