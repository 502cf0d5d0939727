using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Audit;
using SmartLocker.Server.Core.Notifications;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Core.Packets.Rules;
using static SmartLocker.Server.Core.Tests.Packets.Sample;

namespace SmartLocker.Server.Core.Tests.Packets;

/// <summary>Every pair has a rule, and no history breaks what must always hold.</summary>
public sealed class PacketHistoryTests
{
    private static readonly Packet?[] Packets =
        [null, Open(), Sealed(), Sealed(Secrecy.Confidential), Deposited(), Deposited(Secrecy.Confidential), PickedUp()];

    private static readonly PacketCommand[] Commands =
    [
        new PacketCommand.Open(Actor.Server, Number, East, Health, Secrecy.Ordinary),
        new PacketCommand.Add(Actor.Server, Letter(9)),
        new PacketCommand.Seal(Clerk, PacketSize.M, []),
        new PacketCommand.Seal(Clerk, PacketSize.M, [Registrar]),
        new PacketCommand.Reopen(Clerk, "重整"),
        new PacketCommand.Assign(Courier.Id, Hall, 3, "a-1"),
        Deposit(),
        Deposit(CommandId.Parse("cmd-in-2"), door: 8) with { ReceiverCollectsHere = false },
        new PacketCommand.RecordDepositAbandoned(Courier.Id, Hall, 3, DepositAbandonment.Interrupted),
        Pickup(Out, Collector),
        Pickup(CommandId.Parse("cmd-out-2"), Collector, Registrar),
        new PacketCommand.RecordPickupAbandoned(Collector.Id, Hall, 3),
        new PacketCommand.RecordNotified(Registrar.Id, NoticeChannel.Mail),
        new PacketCommand.RecordSecretCheck(Registrar.Id, Hall, "c-1", [Registrar.Id, Collector.Id]),
        new PacketCommand.RecordFound(Admin, Hall, 3, "查見"),
        new PacketCommand.RecordNotFound(Admin, Hall, 3),
        new PacketCommand.Receipt(Registrar, ImmutableSortedDictionary<EnclosureId, ReceiptMark>.Empty.Add(Letter(1).Id,
            ReceiptMark.Missing)),
        new PacketCommand.Raise(Actor.Server, ExceptionReason.SharedCompartment, "HALL 3"),
        new PacketCommand.Resolve(Admin, 1, "已處理", null),
    ];

    public static TheoryData<int, int> EveryPair => new(
        from packet in Enumerable.Range(0, Packets.Length)
        from command in Enumerable.Range(0, Commands.Length)
        select (packet, command));

    [Theory, MemberData(nameof(EveryPair))]
    public void Every_packet_has_a_rule_for_every_command(int packet, int command) =>
        Assert.NotNull(PacketRules.Decide(Packets[packet], Commands[command], At(200)));

    [Fact]
    public void No_command_is_missing_from_the_list_above() => Assert.Equal(
        typeof(PacketCommand).GetNestedTypes().ToHashSet(), Commands.Select(command => command.GetType()).ToHashSet());

    [Fact]
    public void A_report_is_never_refused_once_the_packet_exists()
    {
        PacketCommand[] reports = [.. Commands.Where(command => command.GetType().Name.StartsWith("Record",
            StringComparison.Ordinal))];
        foreach (Packet packet in Packets.OfType<Packet>())
        {
            Assert.All(reports, report => Assert.IsType<PacketOutcome.Decided>(PacketRules.Decide(packet, report, At(200))));
        }
    }

    [Fact]
    public void No_history_resets_a_clock_fills_a_sealed_packet_or_closes_an_exception_by_itself() => Prop.ForAll(
        Gen.Choose(0, Commands.Length - 1).ArrayOf().ToArbitrary(),
        choices =>
        {
            Packet packet = Open();
            foreach ((int minute, int choice) in choices.Index())
            {
                Packet before = packet;
                if (PacketRules.Decide(packet, Commands[choice],
                    At(minute)) is not PacketOutcome.Decided { Events: var events }) { continue; }
                if (events.IsEmpty) { continue; }

                packet = PacketFold.Evolve(packet, events);
                Assert.True(before.Times.DepositedAt is null || before.Times.DepositedAt == packet.Times.DepositedAt);
                Assert.True(before.Times.ReceiptedAt is null || before.Times.ReceiptedAt == packet.Times.ReceiptedAt);
                Assert.True(before.Progress == PacketStage.Open || packet.Enclosures.Length == before.Enclosures.Length);
                Assert.True(
                    Commands[choice] is PacketCommand.Resolve or PacketCommand.RecordFound
                    || before.Exceptions.All(open => packet.Exceptions.Contains(open)));
                Assert.Equal(packet.Exceptions.Length, packet.Exceptions.Select(open => open.Number).Distinct().Count());
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_same_deposit_or_pickup_reported_again_changes_nothing()
    {
        foreach (Packet packet in Packets.OfType<Packet>())
        {
            Packet deposited = Do(packet, Deposit(CommandId.Parse("cmd-x")), 100);
            Assert.Same(deposited, Do(deposited, Deposit(CommandId.Parse("cmd-x")), 101));
            Packet taken = Do(deposited, Pickup(CommandId.Parse("cmd-y"), Collector), 102);
            Assert.Same(taken, Do(taken, Pickup(CommandId.Parse("cmd-y"), Collector), 103));
        }
    }
}
