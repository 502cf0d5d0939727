using System.Collections.Immutable;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Audit;
using SmartLocker.Server.Core.Notifications;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Core.Packets.Rules;
using SmartLocker.Server.Storage;
using SmartLocker.Server.Storage.Sqlite;

namespace SmartLocker.Storage.Compliance;

/// <summary>Commits by chance, good and stale, against the ledger and its twin: both must say the same, always.</summary>
public sealed class LedgerModelTests
{
    private static readonly DateTimeOffset Start = new(2026, 10, 2, 1, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Any_history_of_commits_leaves_the_ledger_as_the_twin_says()
    {
        for (int seed = 1; seed <= 12; seed++)
        {
            using SqliteLedger ledger = new(SqliteFixture.Memory());
            LedgerModel model = new();
            Random chance = new(seed);
            for (int step = 0; step < 60; step++)
            {
                Commit commit = Any(chance, model, step);
                bool expected = model.Commit(commit);
                CommitOutcome outcome = await ledger.Commit(commit, Start.AddMinutes(step));
                Assert.True(expected == outcome is CommitOutcome.Committed, $"seed {seed}, step {step}: {outcome}");
            }

            foreach (PacketId id in model.Packets)
            {
                Assert.Equal(model.Version(id), (await ledger.FindPacket(id))!.Version);
            }

            Assert.Equal(model.HistoryRows, (await ledger.Views.WholeHistory(0, 10_000)).Count);
            Assert.Equal(
                model.NoticeKeys.Order(StringComparer.Ordinal),
                (await ledger.DueNotices(Start.AddDays(1), 10_000)).Select(row => row.Notice.Key).Order(StringComparer.Ordinal));
            Assert.Empty(await Verify.Fold(ledger));
        }
    }

    private static Commit Any(Random chance, LedgerModel model, int step)
    {
        PacketId[] ids = [.. Enumerable.Range(0, 1 + chance.Next(3)).Select(_ => Id(chance.Next(6))).Distinct()];
        return new Commit
        {
            Changes = [.. ids.Select(id => Change(chance, model, id))],
            Notices = [.. ids.Where(_ => chance.Next(3) == 0).Select(id => Note(id, chance.Next(4)))],
            Submission = chance.Next(4) == 0 ? new SubmissionRow("owner", $"key-{chance.Next(8)}", $"reply {step}") : null,
        };
    }

    /// <summary>Mostly on the right version, sometimes on one too old or not reached yet.</summary>
    private static StreamChange.OfPacket Change(Random chance, LedgerModel model, PacketId id)
    {
        Packet? state = model.State(id);
        long version = model.Version(id);
        PacketCommand command = state is null
            ? new PacketCommand.Open(Actor.Server, id, City.Sender, City.Receiver, Secrecy.Ordinary)
            : new PacketCommand.Raise(Actor.Server, ExceptionReason.SharedCompartment, "door 3");
        ImmutableArray<Recorded<PacketEvent>> events = ((PacketOutcome.Decided)PacketRules.Decide(state, command, Start)).Events;
        long claimed = chance.Next(6) switch { 0 => Math.Max(0, version - 1), 1 => version + 1, _ => version };
        return new StreamChange.OfPacket(claimed, PacketFold.Evolve(state, events), events);
    }

    private static PacketId Id(int number) => PacketId.FromDigits($"{number:000000000000}");

    private static Notice Note(PacketId packet, int number) => new()
    {
        Key = $"{packet}/{number}",
        Packet = packet,
        Receiver = City.Receiver,
        Recipient = null,
        Channel = NoticeChannel.Portal,
        Address = "",
        Subject = "文件待取",
        Body = "",
    };
}
