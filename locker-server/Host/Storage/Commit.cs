using System.Collections.Immutable;
using SmartLocker.Server.Core.Notifications;

namespace SmartLocker.Server.Storage;

/// <summary>Everything that becomes true at once: states, their history, and what must be sent because of them.</summary>
public sealed record Commit
{
    /// <summary>At most one for each stream.</summary>
    public ImmutableArray<StreamChange> Changes { get; init; } = [];

    /// <summary>
    /// A cabinet that must still be as it was read, also when nothing of it changes: what its stream causes is fenced (CL-14).
    /// </summary>
    public CabinetStands? Stands { get; init; }

    /// <summary>To be sent; one whose key is known already is not queued again.</summary>
    public ImmutableArray<Notice> Notices { get; init; } = [];

    /// <summary>Outbox rows that this commit settles.</summary>
    public ImmutableArray<long> NoticesDone { get; init; } = [];

    public ImmutableArray<JournalRow> Entries { get; init; } = [];

    public SubmissionRow? Submission { get; init; }

    public ImmutableArray<RefusalRow> Refusals { get; init; } = [];
}

/// <summary>The version of a cabinet that a decision was made on.</summary>
public sealed record CabinetStands(CabinetId Cabinet, long Version);
