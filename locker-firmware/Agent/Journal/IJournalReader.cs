using System.Collections.Immutable;

namespace SmartLocker.Firmware.Agent.Journal;

/// <summary>What the link needs of a journal: where it ends, and the entries to send.</summary>
public interface IJournalReader
{
    JournalId Id { get; }
    long LastSequence { get; }
    ImmutableArray<byte> LastHash { get; }

    ImmutableArray<StoredEntry> ReadFrom(long sequence, int max);
}
