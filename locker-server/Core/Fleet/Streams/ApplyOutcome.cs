using System.Collections.Immutable;
using SmartLocker.Server.Core.Audit;
using SmartLocker.Server.Core.Fleet.Journal;
using SmartLocker.Server.Core.Packets;

namespace SmartLocker.Server.Core.Fleet.Streams;

/// <summary>What a batch of entries does (closed family).</summary>
public abstract record ApplyOutcome
{
    private ApplyOutcome() { }

    /// <summary>Taken. Everything here becomes durable in one transaction, then it is acked.</summary>
    public sealed record Applied : ApplyOutcome
    {
        public required ImmutableArray<Recorded<CabinetEvent>> CabinetEvents { get; init; }
        public required ImmutableSortedDictionary<PacketId, ImmutableArray<Recorded<PacketEvent>>> PacketEvents { get; init; }

        /// <summary>The entries that are new; repeated ones are acked again and not stored again.</summary>
        public required ImmutableArray<CabinetEntry> Entries { get; init; }
        public required long UpTo { get; init; }
    }

    /// <summary>Something is missing before it: nothing is applied, the ack stays.</summary>
    public sealed record Gap(long UpTo) : ApplyOutcome;

    /// <summary>Came on a stream that is no longer the newest.</summary>
    public sealed record Fenced(long Epoch) : ApplyOutcome;

    /// <param name="Events">The quarantine itself, when it begins now.</param>
    public sealed record Quarantined(QuarantineReason Reason, ImmutableArray<Recorded<CabinetEvent>> Events) : ApplyOutcome;
}
