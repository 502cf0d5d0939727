using System.Collections.Immutable;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Storage;

namespace SmartLocker.Storage.Compliance;

/// <summary>A dull twin of the ledger: dictionaries, and the rules written down a second time.</summary>
internal sealed class LedgerModel
{
    private readonly Dictionary<string, (long Version, Packet State)> _packets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _history = new(StringComparer.Ordinal);

    public HashSet<string> NoticeKeys { get; } = new(StringComparer.Ordinal);
    public HashSet<string> SubmissionKeys { get; } = new(StringComparer.Ordinal);
    public int HistoryRows => _history.Values.Sum();

    public IEnumerable<PacketId> Packets => _packets.Values.Select(one => one.State.Id);

    public long Version(PacketId id) => _packets.GetValueOrDefault(StreamNames.Of(id)).Version;

    public Packet? State(PacketId id) => _packets.GetValueOrDefault(StreamNames.Of(id)).State;

    /// <returns>Whether it became true; if not, nothing of it did.</returns>
    public bool Commit(Commit commit)
    {
        ImmutableArray<StreamChange.OfPacket> changes = [.. commit.Changes.Cast<StreamChange.OfPacket>()];
        bool conflict = changes.Any(change => Version(change.Next.Id) != change.ExpectedVersion)
            || (commit.Submission is { } submission && SubmissionKeys.Contains(submission.Key));
        if (conflict) { return false; }

        foreach (StreamChange.OfPacket change in changes)
        {
            _packets[change.Stream] = (change.ExpectedVersion + change.Events.Length, change.Next);
            _history[change.Stream] = _history.GetValueOrDefault(change.Stream) + change.Events.Length;
        }

        NoticeKeys.UnionWith(commit.Notices.Select(notice => notice.Key));
        if (commit.Submission is { } kept) { SubmissionKeys.Add(kept.Key); }

        return true;
    }
}
