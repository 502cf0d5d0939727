using Google.Protobuf;
using Google.Protobuf.Reflection;
using SmartLocker.Server.Core.Fleet.Journal;
using ClockQuality = SmartLocker.Server.Core.Fleet.Journal.ClockQuality;
using EntryRecord = SmartLocker.Server.Core.Fleet.Journal.EntryRecord;
using Proto = SmartLocker.Contracts.V1;

namespace SmartLocker.Server.Rpc.Wire;

/// <summary>The record of one entry. One that cannot be read is a fact too, of the kind that a person looks into.</summary>
/// <remarks>Never malformed: refused, it would come again with every stream and hold up all that follow (CL-85).</remarks>
internal static class RecordWire
{
    /// <summary>No cabinet has more doors; a higher number says nothing about any of them.</summary>
    private const uint MostDoors = 1_000;

    private static OneofAccessor Kind => Proto.Fact.Descriptor.Oneofs[0].Accessor;

    public static EntryRecord Read(ByteString bytes, JournalId journal, long sequence)
    {
        if (bytes.Length > EntryWire.RecordBytesMax)
        {
            return Dead(journal, sequence, $"a record of {bytes.Length} bytes", null);
        }

        Proto.EntryRecord record;
        try
        {
            record = Proto.EntryRecord.Parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException)
        {
            return Dead(journal, sequence, "not a record", null);
        }

        try
        {
            return Read(record);
        }
        catch (MalformedException problem)
        {
            // Where it says whose it is and which, that is judged as ever.
            bool named = JournalId.TryParse(record.JournalId, out JournalId own);
            long number = record.Sequence is > 0 and <= long.MaxValue ? (long)record.Sequence : sequence;
            return Dead(named ? own : journal, number, problem.Message, CompartmentIn(record.Fact));
        }
    }

    private static EntryRecord Read(Proto.EntryRecord record)
    {
        WireValue.Span("uptime", record.Uptime);
        return new EntryRecord
        {
            Journal = WireValue.Journal(record.JournalId),
            Sequence = WireValue.Number("sequence", record.Sequence),
            Boot = WireValue.Reference("boot id", record.BootId),
            RecordedAt = WireValue.Hour("recorded_at", record.RecordedAt),
            ClockQuality = WireWords.Read(record.ClockQuality),
            Offline = record.Offline,
            Fact = FactWire.Read(record.Fact ?? throw new MalformedException("It holds no fact.")),
        };
    }

    /// <summary>Its hour is ours: what it says of the time is not to be trusted either.</summary>
    private static EntryRecord Dead(JournalId journal, long sequence, string why, int? compartment) => new()
    {
        Journal = journal,
        Sequence = sequence,
        Boot = "",
        RecordedAt = default,
        ClockQuality = ClockQuality.Unset,
        Fact = new CabinetFact.Unreadable(why, compartment),
    };

    /// <returns>0 for a kind that speaks of no compartment; nothing for a kind that nobody here knows.</returns>
    private static int? CompartmentIn(Proto.Fact? fact)
    {
        if (fact is null || Kind.GetCaseFieldDescriptor(fact)?.Accessor.GetValue(fact) is not IMessage known) { return null; }

        FieldDescriptor? field = known.Descriptor.FindFieldByName("compartment");
        return field is null ? 0 : field.Accessor.GetValue(known) is uint door and > 0 and <= MostDoors ? (int)door : null;
    }
}
