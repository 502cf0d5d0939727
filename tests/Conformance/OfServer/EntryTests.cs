using Google.Protobuf;
using Grpc.Core;
using SmartLocker.Conformance.Kit;
using SmartLocker.HardwareSpecs;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Storage.Compliance;
using static SmartLocker.Conformance.Kit.CabinetLines;
using V1 = SmartLocker.Contracts.V1;

namespace SmartLocker.Conformance.OfServer;

/// <summary>Chapter 3, the server's end.</summary>
public sealed class EntryTests : IAsyncLifetime
{
    private readonly ScriptedJournal _journal = new();
    private ServerUnderTest _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await ServerUnderTest.Make();
        await _server.Play(SaysHello(), HearsWelcome(1), SaysHeld(1));
    }

    public ValueTask DisposeAsync()
    {
        _server.Dispose();
        return default;
    }

    [Fact, Rule("CL-20"), Rule("CL-21")]
    public async Task The_very_bytes_are_hashed_and_kept()
    {
        // Not in the order in which this program would write them, and with a field that it does not know.
        byte[] known = V1.EntryRecord.Parser.ParseFrom(_journal.Next().Record).ToByteArray();
        ScriptedJournal odd = new();
        V1.Entry entry = odd.Append(ByteString.CopyFrom([.. known, 0xF8, 0x3F, 0x01]));
        await _server.Play(SaysEntries(entry), HearsAck(1));
        IReadOnlyDictionary<long, string> kept = await _server.City.Ledger.AppliedHashes(
            City.CabinetOne, JournalId.Parse(ScriptedJournal.Known), 1, 1);
        Assert.Equal(Convert.ToHexStringLower(entry.Hash.Span), kept[1]);
    }

    [Fact, Rule("CL-22")]
    public async Task What_is_acknowledged_is_on_record_and_so_is_what_it_means()
    {
        V1.Entry raised = _journal.Next(new V1.Fact
        {
            FaultRaised = new V1.FaultRaised { Name = "ScannerDown", Detail = "no answer" },
        });
        await _server.Play(SaysEntries(raised), HearsAck(1));
        Assert.Equal("ScannerDown", Assert.Single((await Cabinet()).Faults).Name);
    }

    [Theory, Rule("CL-23")]
    [InlineData(0)]
    [InlineData(257)]
    public Task A_batch_holds_1_to_256(int count) => _server.Play(
        SaysEntries(_journal.Next(count)), HearsTheEnd(StatusCode.InvalidArgument, "256"));

    [Fact, Rule("CL-23")]
    public Task A_batch_of_256_is_taken() => _server.Play(SaysEntries(_journal.Next(256)), HearsAck(256));

    [Fact, Rule("CL-23")]
    public async Task A_batch_with_a_gap_inside_is_none()
    {
        V1.Entry[] entries = _journal.Next(3);
        await _server.Play(SaysEntries(entries[0], entries[2]), HearsTheEnd(StatusCode.InvalidArgument, "contiguous"));
    }

    [Fact, Rule("CL-24")]
    public Task Acks_are_cumulative_and_the_next_welcome_says_where_it_stands() => _server.Play(
        SaysEntries(_journal.Next(3)),
        HearsAck(3),
        SaysEntries(_journal.Next(2)),
        HearsAck(5),
        Then(_server.Connect),
        SaysHello(last: 5, held: 1, change: hello => hello.LastHash = _journal.LastHash),
        HearsWelcome(2, welcome => welcome is { AckedUpTo: 5, Journal: V1.JournalStanding.Accepted }));

    [Fact, Rule("CL-25")]
    public async Task What_is_applied_is_acknowledged_again_and_changes_nothing()
    {
        V1.Entry[] entries = [_journal.Next(Opened("c-1")), _journal.Next(Opened("c-2"))];
        await _server.Play(
            SaysEntries(entries), HearsAck(2), SaysEntries(entries), HearsAck(2), SaysEntries(entries[0]), HearsAck(2));
        Assert.Equal(2, (await Cabinet()).Door(3).Uses);
    }

    [Fact, Rule("CL-25")]
    public async Task A_batch_that_leaves_a_gap_is_not_applied_and_answered_with_the_ack_it_stands_at()
    {
        V1.Entry[] entries = _journal.Next(4);
        await _server.Play(
            SaysEntries(entries[0], entries[1]),
            HearsAck(2),
            SaysEntries(entries[3]),
            HearsAck(2),
            SaysEntries(entries[2], entries[3]),
            HearsAck(4));
    }

    public static TheoryData<string> Broken =>
        ["another hash", "no hash of it", "another link", "another journal", "another number"];

    [Theory, MemberData(nameof(Broken)), Rule("CL-26")]
    public async Task A_journal_that_cannot_be_right_is_quarantined_and_nothing_of_it_acknowledged(string how)
    {
        await _server.Play(SaysEntries(_journal.Next(2)), HearsAck(2));
        await _server.Play(
            SaysEntries(Spoilt(how)),
            HearsTheEnd(StatusCode.Aborted, "The journal is quarantined"),
            Then(_server.Connect),
            SaysHello(last: 2, held: 1, epochSeen: 1, change: hello => hello.LastHash = _journal.LastHash),
            HearsWelcome(2, welcome => welcome.Journal == V1.JournalStanding.Quarantined),
            SaysEntries(_journal.Next()),
            HearsDesired(state => state is { Version: 2, BaseVersion: 0 }),
            HearsNothing);
        Assert.Equal(2, (await Cabinet()).Journal!.AppliedUpTo);
        Assert.NotNull((await Cabinet()).Quarantine);
    }

    [Fact, Rule("CL-26")]
    public async Task Another_journal_is_quarantined_at_hello_until_a_person_has_accepted_it()
    {
        ScriptedJournal other = new("journal-2");
        await _server.Play(
            SaysEntries(_journal.Next(2)),
            HearsAck(2),
            Then(_server.Connect),
            SaysHello(held: 1, epochSeen: 1, change: hello => hello.JournalId = "journal-2"),
            HearsWelcome(2, welcome => welcome is { Journal: V1.JournalStanding.Quarantined, AckedUpTo: 0 }),
            SaysEntries(other.Next()),
            HearsDesired(state => state is { Version: 2, BaseVersion: 0 }),
            HearsNothing,
            Then(async () => Assert.Null(await _server.City.Registry.AcceptJournal(
                City.CabinetOne, City.Administrator, JournalId.Parse("journal-2")))),
            Then(_server.Connect),
            SaysHello(held: 1, epochSeen: 2, change: hello => hello.JournalId = "journal-2"),
            HearsWelcome(3, welcome => welcome is { Journal: V1.JournalStanding.Accepted, AckedUpTo: 0 }));
    }

    [Fact, Rule("CL-26")]
    public async Task Nobody_can_accept_the_journal_of_another_cabinet()
    {
        await _server.Play(SaysEntries(_journal.Next(2)), HearsAck(2));
        JournalId ours = (await Cabinet()).Journal!.Id;
        CabinetId other = CabinetId.Parse("HEALTH-1");
        Assert.Null(await _server.City.Registry.Register(
            other, Models.Find("SDL-24-CH")!, new CabinetSettings { DisplayName = "衛生局" }, new byte[32], Actor.Server));
        Assert.Equal(FleetRejection.OtherJournal, await _server.City.Registry.AcceptJournal(other, City.Administrator, ours));
        Assert.Equal(FleetRejection.NotQuarantined, await _server.City.Registry.AcceptJournal(
            other, City.Administrator, JournalId.Parse("journal-9")));
    }

    [Fact, Rule("CL-26")]
    public Task A_journal_that_ends_before_what_was_applied_is_an_old_backup() => _server.Play(
        SaysEntries(_journal.Next(2)),
        HearsAck(2),
        Then(_server.Connect),
        SaysHello(last: 1, held: 1, epochSeen: 1),
        HearsWelcome(2, welcome => welcome.Journal == V1.JournalStanding.Quarantined));

    [Fact, Rule("CL-29")]
    public async Task A_Hello_condemns_a_journal_only_when_its_cabinet_speaks_again_on_that_stream()
    {
        await _server.Play(
            SaysEntries(_journal.Next(2)),
            HearsAck(2),
            Then(_server.Connect),
            SaysHello(last: 1, held: 1, epochSeen: 1),
            HearsWelcome(2, welcome => welcome.Journal == V1.JournalStanding.Quarantined),
            Then(async () => Assert.Null((await Cabinet()).Quarantine)),
            Then(_server.Connect),
            SaysHello(last: 2, held: 1, epochSeen: 1, change: hello => hello.LastHash = _journal.LastHash),
            HearsWelcome(3, welcome => welcome.Journal == V1.JournalStanding.Accepted),
            Then(_server.Connect),
            SaysHello(last: 1, held: 1, epochSeen: 1),
            HearsWelcome(4, welcome => welcome.Journal == V1.JournalStanding.Quarantined),
            SaysHeartbeat(1),
            HearsDesired(state => state is { Version: 2, BaseVersion: 0 }),
            HearsNothing);
        Assert.Equal(QuarantineReason.JournalBehind, (await Cabinet()).Quarantine?.Reason);
    }

    [Theory, Rule("CL-28")]
    [InlineData(3, V1.JournalStanding.Accepted)]
    [InlineData(4, V1.JournalStanding.Quarantined)]
    public Task A_journal_that_begins_behind_what_is_missing_here_is_quarantined(ulong first, V1.JournalStanding standing) =>
        _server.Play(
            SaysEntries(_journal.Next(2)),
            HearsAck(2),
            Then(_server.Connect),
            SaysHello(last: 9, held: 1, epochSeen: 1, change: hello => hello.FirstSequence = first),
            HearsWelcome(2, welcome => welcome.Journal == standing));

    /// <summary>Full or not: the server takes what it is told.</summary>
    [Fact, Rule("CL-27")]
    public async Task That_a_journal_is_nearly_full_is_on_record_like_any_fault()
    {
        V1.Fact full = new() { FaultRaised = new V1.FaultRaised { Name = "JournalFull", Detail = "90 % used" } };
        await _server.Play(SaysEntries(_journal.Next(full)), HearsAck(1));
        Assert.Equal("JournalFull", Assert.Single((await Cabinet()).Faults).Name);
    }

    private V1.Entry Spoilt(string how)
    {
        ScriptedJournal fork = new();
        V1.Entry first = fork.Next(Opened("forged"));
        V1.Entry next = _journal.Next();
        switch (how)
        {
            case "another hash":
                return first;
            case "no hash of it":
                next.Record = ByteString.CopyFrom([.. next.Record.Span, 0xF8, 0x3F, 0x01]);
                return next;
            case "another link":
                fork.Next();
                return fork.Next();
            case "another journal":
                ScriptedJournal other = new("journal-2");
                other.Next(2);
                return other.Next();
            default:
                V1.EntryRecord record = V1.EntryRecord.Parser.ParseFrom(next.Record);
                record.Sequence = 9;
                ScriptedJournal same = new();
                same.Next(2);
                return same.Append(record.ToByteString());
        }
    }

    private static V1.Fact Opened(string command) => new()
    {
        ReleaseEnded = new V1.ReleaseEnded { CommandId = command, Compartment = 3, Result = V1.ReleaseResult.Opened, Pulses = 1 },
    };

    private async Task<Cabinet> Cabinet() => (await _server.City.Ledger.FindCabinet(City.CabinetOne))!.State;
}
