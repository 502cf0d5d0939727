using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using SmartLocker.Firmware.Core.Journal;
using V1 = SmartLocker.Contracts.V1;

namespace SmartLocker.Firmware.Agent.Journal;

/// <summary>An entry as the bytes that its hash covers, and as the frame that carries those bytes.</summary>
public static class EntryWire
{
    public static byte[] ToRecord(JournalId journal, Entry entry) => new V1.EntryRecord
    {
        JournalId = journal.Value,
        Sequence = (ulong)entry.Sequence,
        BootId = entry.BootId,
        Uptime = Duration.FromTimeSpan(entry.Uptime.SinceStart),
        RecordedAt = Timestamp.FromDateTimeOffset(entry.RecordedAt),
        ClockQuality = EnumWire<ClockQuality, V1.ClockQuality>.Write(entry.ClockQuality),
        Offline = entry.Offline,
        Fact = FactWire.Write(entry.Fact),
    }.ToByteArray();

    /// <exception cref="FormatException">Not a record of ours.</exception>
    public static (JournalId Journal, Entry Entry) Read(ReadOnlySpan<byte> record)
    {
        V1.EntryRecord wire = Parse(record);
        return (JournalId.Parse(wire.JournalId), new Entry(
            WireRead.Number(wire.Sequence), wire.BootId, new Uptime(WireRead.Span(wire.Uptime, "uptime")),
            WireRead.Moment(wire.RecordedAt, "recorded_at"), EnumWire<ClockQuality, V1.ClockQuality>.Read(wire.ClockQuality),
            wire.Offline, FactWire.Read(WireRead.Present(wire.Fact, "fact"))));
    }

    /// <summary>Which journal and place a record claims; empty and 0 for what is no record.</summary>
    public static (JournalId Journal, long Sequence) PlaceOf(ReadOnlySpan<byte> record)
    {
        try
        {
            V1.EntryRecord wire = Parse(record);
            return JournalId.TryParse(wire.JournalId, out JournalId journal) ? (journal, WireRead.Number(wire.Sequence))
                : default;
        }
        catch (FormatException)
        {
            return default;
        }
    }

    public static V1.Entry ToFrame(StoredEntry entry) => new()
    {
        Sequence = (ulong)entry.Sequence,
        PreviousHash = ByteString.CopyFrom(entry.PreviousHash.AsSpan()),
        Record = ByteString.CopyFrom(entry.Record.AsSpan()),
        Hash = ByteString.CopyFrom(entry.Hash.AsSpan()),
    };

    private static V1.EntryRecord Parse(ReadOnlySpan<byte> record)
    {
        try
        {
            return V1.EntryRecord.Parser.ParseFrom(record);
        }
        catch (InvalidProtocolBufferException garbled)
        {
            throw new FormatException("Not an entry record.", garbled);
        }
    }
}
