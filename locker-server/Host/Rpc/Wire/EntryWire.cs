using System.Collections.Immutable;
using Google.Protobuf;
using SmartLocker.Server.Core.Fleet.Journal;
using Proto = SmartLocker.Contracts.V1;

namespace SmartLocker.Server.Rpc.Wire;

/// <summary>Entries and facts of a cabinet's journal, from the wire into ours.</summary>
/// <remarks>Whether the chain holds is not asked here: the bytes go on as they came, and the desk judges them.</remarks>
internal static class EntryWire
{
    /// <summary>Bounds one transaction; a cabinet back from a long outage sends several batches (CL-23).</summary>
    public const int EntriesMax = 256;

    /// <summary>The longest honest record lists the packets of one compartment.</summary>
    public const int RecordBytesMax = 64 * 1024;

    /// <param name="journal">As the stream's Hello says; whose an entry is that says nothing itself, the chain proves.</param>
    public static ImmutableArray<CabinetEntry> Read(Proto.EntryBatch batch, JournalId journal)
    {
        if (batch.Entries.Count is 0 or > EntriesMax)
        {
            throw new MalformedException($"Expected 1 to {EntriesMax} entries in a batch, got {batch.Entries.Count}.");
        }

        ImmutableArray<CabinetEntry> entries = [.. batch.Entries.Select(entry => Read(entry, journal))];
        for (int i = 1; i < entries.Length; i++)
        {
            if (entries[i].Sequence != entries[i - 1].Sequence + 1)
            {
                throw new MalformedException(
                    $"Expected contiguous entries, got {entries[i].Sequence} behind {entries[i - 1].Sequence}.");
            }
        }

        return entries;
    }

    private static CabinetEntry Read(Proto.Entry entry, JournalId journal)
    {
        long sequence = WireValue.Number("sequence", entry.Sequence);
        if (sequence == 0) { throw new MalformedException("Entries are numbered from 1, got 0."); }

        return new CabinetEntry(
            sequence, WireValue.Hash("previous hash", entry.PreviousHash), [.. entry.Record.Span],
            WireValue.Hash("hash", entry.Hash), RecordWire.Read(entry.Record, journal, sequence));
    }
}
