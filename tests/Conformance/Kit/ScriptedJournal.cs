using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using SmartLocker.Server.Core.Fleet.Journal;
using V1 = SmartLocker.Contracts.V1;

namespace SmartLocker.Conformance.Kit;

/// <summary>A journal that a script writes, honest or not.</summary>
internal sealed class ScriptedJournal(string id = ScriptedJournal.Known)
{
    public const string Known = "journal-1";

    private EntryHash _last = EntryHash.None;

    public ulong LastSequence { get; private set; }

    public ByteString LastHash => Bytes(_last);

    public V1.Entry[] Next(int count) => [.. Enumerable.Range(0, count).Select(_ => Next())];

    public V1.Entry Next() => Next(new V1.Fact
    {
        DoorShut = new V1.DoorShut { Compartment = 3, OpenFor = new Duration { Seconds = 2 } },
    });

    public V1.Entry Next(V1.Fact? fact) => Append(new V1.EntryRecord
    {
        JournalId = id,
        Sequence = LastSequence + 1,
        BootId = "boot-1",
        Uptime = new Duration { Seconds = 9 },
        RecordedAt = new Timestamp { Seconds = 1_790_000_000 },
        ClockQuality = V1.ClockQuality.Synced,
        Fact = fact,
    }.ToByteString());

    /// <summary>Whatever the bytes say, the chain is right.</summary>
    public V1.Entry Append(ByteString record)
    {
        EntryHash previous = _last;
        _last = EntryHash.Of(previous, record.Span);
        return new V1.Entry { Sequence = ++LastSequence, PreviousHash = Bytes(previous), Record = record, Hash = Bytes(_last) };
    }

    private static ByteString Bytes(EntryHash hash) => ByteString.CopyFrom(Convert.FromHexString(hash.Value));
}
