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

    public static ImmutableArray<CabinetEntry> Read(Proto.EntryBatch batch)
    {
        if (batch.Entries.Count is 0 or > EntriesMax)
        {
            throw new MalformedException($"Expected 1 to {EntriesMax} entries in a batch, got {batch.Entries.Count}.");
        }

        ImmutableArray<CabinetEntry> entries = [.. batch.Entries.Select(Read)];
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

    private static CabinetEntry Read(Proto.Entry entry)
    {
        long sequence = WireValue.Number("sequence", entry.Sequence);
        if (sequence == 0) { throw new MalformedException("Entries are numbered from 1, got 0."); }
        if (entry.Record.Length > RecordBytesMax)
        {
            throw new MalformedException($"A record has at most {RecordBytesMax} bytes, got {entry.Record.Length}.");
        }

        EntryRecord record = Read(entry.Record);
        if (record.Sequence != sequence)
        {
            throw new MalformedException($"Entry {sequence} holds the record of entry {record.Sequence}.");
        }

        return new CabinetEntry(
            sequence, WireValue.Hash("previous hash", entry.PreviousHash), [.. entry.Record.Span],
            WireValue.Hash("hash", entry.Hash), record);
    }

    private static EntryRecord Read(ByteString bytes)
    {
        Proto.EntryRecord record;
        try
        {
            record = Proto.EntryRecord.Parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException)
        {
            throw new MalformedException("The record of an entry cannot be read.");
        }

        WireValue.Span("uptime", record.Uptime);
        return new EntryRecord
        {
            Journal = WireValue.Journal(record.JournalId),
            Sequence = WireValue.Number("sequence", record.Sequence),
            Boot = WireValue.Reference("boot id", record.BootId),
            RecordedAt = WireValue.Hour("recorded_at", record.RecordedAt),
            ClockQuality = WireWords.Read(record.ClockQuality),
            Offline = record.Offline,
            Fact = FactWire.Read(record.Fact ?? throw new MalformedException($"Entry {record.Sequence} holds no fact.")),
        };
    }
}
