using System.Collections.Immutable;

namespace SmartLocker.Firmware.Agent.Journal;

/// <summary>What the link needs of a journal: where it ends, and the entries to send.</summary>
public interface IJournalReader
{
    JournalId Id { get; }

    /// <summary>The oldest entry that is still here; those before it were acknowledged and are gone.</summary>
    long FirstSequence { get; }
    long LastSequence { get; }
    ImmutableArray<byte> LastHash { get; }

    ImmutableArray<StoredEntry> ReadFrom(long sequence, int max);
}
