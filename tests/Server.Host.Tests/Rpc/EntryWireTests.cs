using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using SmartLocker.Contracts.V1;
using SmartLocker.Server.Core.Fleet.Journal;
using SmartLocker.Server.Rpc.Wire;
using EntryRecord = SmartLocker.Contracts.V1.EntryRecord;

namespace SmartLocker.Server.Host.Tests.Rpc;

/// <summary>Facts from the wire: every kind is read, and nothing that is not one passes.</summary>
public sealed class EntryWireTests
{
    private static readonly string Packet = PacketId.FromDigits("123456789012").Value;
    private static readonly JournalId Journal = JournalId.Parse("j-1");
    private static readonly Duration Second = Duration.FromTimeSpan(TimeSpan.FromSeconds(1));

    private static readonly Dictionary<string, (Fact Fact, CabinetFact Read)> Kinds = new()
    {
        ["Booted"] = (new() { Booted = new() { FirmwareVersion = "1.0", ModelId = "SDL-24-CH", ModelRevision = 2 } },
            new CabinetFact.Booted("1.0", "SDL-24-CH", 2)),
        ["SignedIn"] = (new() { SignedIn = new() { PersonId = "p-1", VisitId = "v-1" } },
            new CabinetFact.SignedIn(PersonId.Parse("p-1"), "v-1")),
        ["SignInRefused"] = (new() { SignInRefused = new() { Reason = Contracts.V1.SignInRefusal.UnknownBadge } },
            new CabinetFact.SignInRefused(null, Core.Fleet.Journal.SignInRefusal.UnknownBadge)),
        ["SignedOut"] = (new() { SignedOut = new() { VisitId = "v-1" } }, new CabinetFact.SignedOut("v-1")),
        ["ReleaseEnded"] = (
            new()
            {
                ReleaseEnded = new()
                {
                    CommandId = "c-1",
                    Compartment = 3,
                    Result = Contracts.V1.ReleaseResult.Jammed,
                    Pulses = 3,
                },
            },
            new CabinetFact.ReleaseEnded(CommandId.Parse("c-1"), 3, Core.Fleet.Journal.ReleaseResult.Jammed, 3)),
        ["DoorShut"] = (new() { DoorShut = new() { Compartment = 3, OpenFor = Second } },
            new CabinetFact.DoorShut(3, TimeSpan.FromSeconds(1))),
        ["PacketDeposited"] = (
            new() { PacketDeposited = new() { PacketId = Packet, Compartment = 3, ActorId = "p-1", CommandId = "c-1" } },
            new CabinetFact.PacketDeposited(PacketId.Parse(Packet), 3, PersonId.Parse("p-1"), CommandId.Parse("c-1"), null)),
        ["PacketFound"] = (
            new()
            {
                PacketFound = new() { PacketId = Packet, Compartment = 3, ReceiverAgency = "327220000I", DesiredVersion = 7 },
            },
            new CabinetFact.PacketFound(PacketId.Parse(Packet), 3, AgencyCode.Parse("327220000I"), 7)),
        ["DepositAbandoned"] = (
            new() { DepositAbandoned = new() { PacketId = Packet, ActorId = "p-1", Reason = DepositAbandonment.TooSmall } },
            new CabinetFact.DepositAbandoned(
                PacketId.Parse(Packet), 0, PersonId.Parse("p-1"), Core.Packets.DepositAbandonment.TooSmall, null)),
        ["FaultRaised"] = (new() { FaultRaised = new() { Name = "Jammed", Compartment = 3, Detail = "hook latched" } },
            new CabinetFact.FaultRaised("Jammed", 3, "hook latched")),
        ["FaultCleared"] = (new() { FaultCleared = new() { Name = "Jammed" } }, new CabinetFact.FaultCleared("Jammed", 0)),
        ["LimitsAged"] = (new() { LimitsAged = new() { RemoteOpens = 1, OrdersOverLimit = 2, WrongPins = 3 } },
            new CabinetFact.LimitsAged(1, 2, 3)),
        ["RemoteOpeningAllowed"] = (new() { RemoteOpeningAllowed = new() { PersonId = "p-1" } },
            new CabinetFact.RemoteOpeningAllowed(PersonId.Parse("p-1"))),
        ["CommandRefused"] = (
            new() { CommandRefused = new() { CommandId = "c-1", Compartment = 3, Reason = Contracts.V1.CommandRefusal.Limit } },
            new CabinetFact.CommandRefused(CommandId.Parse("c-1"), 3, Core.Fleet.Journal.CommandRefusal.Limit)),
    };

    public static TheoryData<string> Names => [.. Kinds.Keys];

    /// <summary>Each breaks one rule of a good release; the text is part of what the sender is told.</summary>
    public static TheoryData<string, Action<ReleaseIntended>> Broken => new()
    {
        { "command id", intended => intended.CommandId = "" },
        { "compartment", intended => intended.Compartment = 0 },
        { "purpose", intended => intended.Purpose = Contracts.V1.ReleasePurpose.Unspecified },
        { "purpose", intended => intended.Purpose = (Contracts.V1.ReleasePurpose)99 },
        { "packet number", intended => intended.PacketIds.Add("P1234567890123") },
        { "person id", intended => intended.ActorIds.Add("Not A Person") },
        { "allowed it", intended => intended.Authorisation = null },
        { "ground", intended => intended.Authorisation = new Authorisation() },
        { "nonce", intended => intended.Authorisation = new Authorisation { Nonce = "a b" } },
    };

    [Theory, MemberData(nameof(Names))]
    public void A_fact_is_read_as_it_was_meant(string kind) => Assert.Equal(Kinds[kind].Read, FactWire.Read(Kinds[kind].Fact));

    [Fact]
    public void A_release_is_read_with_its_people_its_packets_and_what_allowed_it()
    {
        CabinetFact.ReleaseIntended read =
            Assert.IsType<CabinetFact.ReleaseIntended>(FactWire.Read(new Fact { ReleaseIntended = Intended() }));

        Assert.Equal(new ReleaseGround.Assigned("a-1"), read.Ground);
        Assert.Equal([PersonId.Parse("p-1")], read.Actors);
        Assert.Equal([PacketId.Parse(Packet)], read.Packets);
    }

    [Theory, MemberData(nameof(Broken))]
    public void A_release_that_breaks_a_rule_is_refused_by_name(string named, Action<ReleaseIntended> breaks)
    {
        ReleaseIntended intended = Intended();
        breaks(intended);

        MalformedException refused =
            Assert.Throws<MalformedException>(() => FactWire.Read(new Fact { ReleaseIntended = intended }));

        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fact_of_no_known_kind_is_refused() => Assert.Throws<MalformedException>(() => FactWire.Read(new Fact()));

    [Fact]
    public void A_batch_has_no_gap_inside()
    {
        EntryBatch batch = new() { Entries = { Entry(1, Record(1)), Entry(3, Record(3)) } };

        Assert.Throws<MalformedException>(() => EntryWire.Read(batch, Journal));
    }

    /// <summary>Refused, it would come again with every stream and hold up the journal for ever (CL-85).</summary>
    [Theory]
    [InlineData("hour", "recorded_at", 3)]
    [InlineData("no fact", "no fact", null)]
    [InlineData("no kind", "fact", null)]
    [InlineData("no compartment", "compartment", null)]
    [InlineData("visit", "visit id", 0)]
    public void A_record_that_breaks_a_rule_is_an_unreadable_fact(string what, string named, int? compartment)
    {
        EntryRecord record = Record(1);
        switch (what)
        {
            case "hour":
                record.RecordedAt = new Timestamp { Seconds = long.MaxValue };
                break;
            case "no fact":
                record.Fact = null;
                break;
            case "no kind":
                record.Fact = new Fact();
                break;
            case "no compartment":
                record.Fact = new Fact { DoorShut = new DoorShut { OpenFor = Second } };
                break;
            default:
                record.Fact = new Fact { SignedOut = new SignedOut { VisitId = "?" } };
                break;
        }

        CabinetFact.Unreadable unreadable = Assert.IsType<CabinetFact.Unreadable>(ReadOne(record.ToByteString()).Fact);

        Assert.Contains(named, unreadable.Why, StringComparison.Ordinal);
        Assert.Equal(compartment, unreadable.Compartment);
    }

    [Fact]
    public void A_record_longer_than_the_limit_is_an_unreadable_fact_of_the_journal_that_sent_it()
    {
        Core.Fleet.Journal.EntryRecord read = ReadOne(ByteString.CopyFrom(new byte[EntryWire.RecordBytesMax + 1]));

        Assert.Equal((Journal, 1L), (read.Journal, read.Sequence));
        Assert.Null(Assert.IsType<CabinetFact.Unreadable>(read.Fact).Compartment);
    }

    [Fact]
    public void Whose_an_unreadable_record_says_it_is_and_which_is_judged_as_ever()
    {
        EntryRecord record = Record(2);
        (record.JournalId, record.Fact) = ("another", null);

        Core.Fleet.Journal.EntryRecord read = ReadOne(record.ToByteString());

        Assert.Equal(("another", 2L), (read.Journal.Value, read.Sequence));
    }

    /// <summary>Whoever holds a certificate can send anything; what comes of it is an entry, readable or not.</summary>
    [Fact]
    public void No_bytes_in_a_record_break_the_reader()
    {
        Random chance = new(2026);
        byte[] good = Record(1).ToByteArray();
        int unreadable = 0;
        for (int round = 0; round < 5_000; round++)
        {
            byte[] bad = [.. good];
            for (int change = chance.Next(1, 4); change > 0; change--) { bad[chance.Next(bad.Length)] = (byte)chance.Next(256); }

            unreadable += ReadOne(ByteString.CopyFrom(bad)).Fact is CabinetFact.Unreadable ? 1 : 0;
        }

        Assert.InRange(unreadable, 1, 4_999);
    }

    private static Core.Fleet.Journal.EntryRecord ReadOne(ByteString record) =>
        Assert.Single(EntryWire.Read(new EntryBatch { Entries = { Entry(1, record) } }, Journal)).Record;

    private static ReleaseIntended Intended() => new()
    {
        CommandId = "c-1",
        Compartment = 3,
        Purpose = Contracts.V1.ReleasePurpose.Deposit,
        PacketIds = { Packet },
        ActorIds = { "p-1" },
        Authorisation = new Authorisation { AssignmentId = "a-1" },
    };

    private static EntryRecord Record(ulong sequence) => new()
    {
        JournalId = "j-1",
        Sequence = sequence,
        BootId = "b-1",
        Uptime = Second,
        RecordedAt = new Timestamp { Seconds = 1_790_000_000 },
        ClockQuality = Contracts.V1.ClockQuality.Holdover,
        Fact = Kinds["DoorShut"].Fact,
    };

    private static Entry Entry(ulong sequence, EntryRecord record) => Entry(sequence, record.ToByteString());

    private static Entry Entry(ulong sequence, ByteString record) => new()
    {
        Sequence = sequence,
        Record = record,
        PreviousHash = ByteString.CopyFrom(new byte[32]),
        Hash = ByteString.CopyFrom(new byte[32]),
    };
}
