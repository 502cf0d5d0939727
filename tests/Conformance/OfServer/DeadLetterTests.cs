using Google.Protobuf;
using Grpc.Core;
using SmartLocker.Conformance.Kit;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Storage.Compliance;
using static SmartLocker.Conformance.Kit.CabinetLines;
using V1 = SmartLocker.Contracts.V1;

namespace SmartLocker.Conformance.OfServer;

/// <summary>Where others discard: an entry that nobody can read is kept, holds up nothing, and a person is told.</summary>
public sealed class DeadLetterTests : IAsyncLifetime
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

    public static TheoryData<string> Unreadable => ["a kind of tomorrow", "no record", "too long"];

    [Theory, MemberData(nameof(Unreadable)), Rule("CL-85")]
    public async Task An_unreadable_entry_is_kept_and_acknowledged_and_what_follows_is_applied(string how)
    {
        await _server.Play(SaysEntries(_journal.Next(), Make(how), _journal.Next()), HearsAck(3));
        DeadLetter letter = Assert.Single((await Cabinet()).DeadLetters);
        Assert.Equal((2L, ScriptedJournal.Known), (letter.Sequence, letter.Journal.Value));
        Assert.Equal(3, (await _server.City.Ledger.AppliedHashes(City.CabinetOne, letter.Journal, 1, 3)).Count);
        Assert.Empty(await Server.Storage.Verify.Fold(_server.City.Ledger));
    }

    /// <summary>It may have moved anything; where it names a compartment, that one alone.</summary>
    [Theory, Rule("CL-85")]
    [InlineData("a kind of tomorrow", new[] { 2, 7 })]
    [InlineData("a door of no packet", new[] { 7 })]
    [InlineData("a visit", new int[0])]
    public async Task What_it_may_have_moved_is_in_doubt(string how, int[] doubted)
    {
        PacketId[] packets = [await _server.City.SealOne(), await Other()];
        await _server.Play(
            SaysEntries(_journal.Next(Deposited(packets[0], 2)), _journal.Next(Deposited(packets[1], 7)), Make(how)),
            HearsAck(3));
        Assert.Equal(
            doubted, (await Cabinet()).Compartments.Values.Where(door => door.NeedsReconciliation).Select(door => door.Number));
    }

    /// <summary>Who may send anything cannot slip past the chain with it.</summary>
    [Fact, Rule("CL-85"), Rule("CL-26")]
    public async Task An_unreadable_entry_that_does_not_fit_the_chain_is_no_dead_letter()
    {
        V1.Entry entry = Make("no record");
        entry.Hash = ByteString.CopyFrom(new byte[32]);
        await _server.Play(SaysEntries(entry), HearsTheEnd(StatusCode.Aborted, "The journal is quarantined"));
        Assert.Empty((await Cabinet()).DeadLetters);
    }

    [Fact, Rule("CL-85")]
    public async Task Of_32_that_nobody_has_looked_at_the_next_waits_at_the_cabinet()
    {
        V1.Entry[] flood = [.. Enumerable.Range(0, 40).Select(_ => Make("no record"))];
        await _server.Play(SaysEntries(flood), HearsAck(32), SaysEntries([.. flood.Skip(32)]), HearsAck(32));

        Assert.Null(await _server.City.Registry.SettleDeadLetter(
            City.CabinetOne, City.Administrator, JournalId.Parse(ScriptedJournal.Known), 1, "看過了"));
        await _server.Play(SaysEntries([.. flood.Skip(32)]), HearsAck(33));
        Assert.Equal(2, (await Cabinet()).DeadLetters[0].Sequence);
    }

    [Fact, Rule("CL-85")]
    public async Task Only_an_administrator_settles_one_and_says_why()
    {
        await _server.Play(SaysEntries(Make("no record")), HearsAck(1));
        JournalId journal = JournalId.Parse(ScriptedJournal.Known);
        Assert.Equal(FleetRejection.NotAllowed, await _server.City.Registry.SettleDeadLetter(
            City.CabinetOne, _server.City.Clerk, journal, 1, "看過了"));
        Assert.Equal(FleetRejection.ReasonMissing, await _server.City.Registry.SettleDeadLetter(
            City.CabinetOne, City.Administrator, journal, 1, " "));
        Assert.Null(await _server.City.Registry.SettleDeadLetter(City.CabinetOne, City.Administrator, journal, 1, "看過了"));
        Assert.Null(await _server.City.Registry.SettleDeadLetter(City.CabinetOne, City.Administrator, journal, 1, "看過了"));
        Assert.Empty((await Cabinet()).DeadLetters);
    }

    private V1.Entry Make(string how) => how switch
    {
        // Field 99 of Fact: a kind that this program has never heard of.
        "a kind of tomorrow" => _journal.Next(V1.Fact.Parser.ParseFrom([0x9A, 0x06, 0x00])),
        "no record" => _journal.Append(ByteString.CopyFrom(0xFF, 0xFF)),
        "too long" => _journal.Append(ByteString.CopyFrom(new byte[64 * 1024 + 1])),
        "a visit" => _journal.Next(new V1.Fact { SignedOut = new V1.SignedOut { VisitId = "?" } }),
        _ => _journal.Next(new V1.Fact { PacketDeposited = new V1.PacketDeposited { PacketId = "?", Compartment = 7 } }),
    };

    private async Task<PacketId> Other()
    {
        PacketId packet = await _server.City.PackOne(key: "other");
        Assert.Null(await _server.City.Packets.Seal(packet, _server.City.Clerk, PacketSize.S, []));
        return packet;
    }

    private V1.Fact Deposited(PacketId packet, uint compartment) => new()
    {
        PacketDeposited = new V1.PacketDeposited
        {
            PacketId = packet.Value,
            Compartment = compartment,
            ActorId = _server.City.Courier.Id.Value,
            CommandId = $"c-{compartment}",
            ReceiverAgency = City.Receiver.Value,
        },
    };

    private async Task<Cabinet> Cabinet() => (await _server.City.Ledger.FindCabinet(City.CabinetOne))!.State;
}
