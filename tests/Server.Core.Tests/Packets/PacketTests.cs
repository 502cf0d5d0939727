using System.Collections.Immutable;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Core.Packets.Rules;
using static SmartLocker.Server.Core.Tests.Packets.Sample;

namespace SmartLocker.Server.Core.Tests.Packets;

/// <summary>docs/rules.md, one story each.</summary>
public sealed class PacketTests
{
    [Fact]
    public void Nothing_is_added_to_a_sealed_packet_until_it_is_reopened_with_a_reason()
    {
        PacketCommand.Add add = new(Actor.DocumentSystem(East), Letter(2));
        Assert.Equal(PacketRejection.NotOpen, Refused(Sealed(), add));
        Assert.Equal(PacketRejection.ReasonMissing, Refused(Sealed(), new PacketCommand.Reopen(Clerk, " ")));

        Packet reopened = Do(Sealed(), new PacketCommand.Reopen(Clerk, "漏封一件"), 5);
        Assert.Equal(2, Do(reopened, add, 6).Enclosures.Length);
        Assert.Equal(PacketRejection.AlreadyDeposited, Refused(Deposited(), new PacketCommand.Reopen(Clerk, "晚了")));
    }

    [Fact]
    public void A_packet_that_may_lie_in_a_compartment_is_not_reopened_before_somebody_has_looked()
    {
        Packet doubted = Do(Sealed(), new PacketCommand.RecordDepositAbandoned(
            Courier.Id, Hall, 3, DepositAbandonment.Interrupted), 5);
        Assert.Equal(PacketRejection.InDoubt, Refused(doubted, new PacketCommand.Reopen(Clerk, "漏封一件")));

        Packet settled = Do(doubted, new PacketCommand.Resolve(Clerk, 1, "承辦人帶回", null), 6);
        Assert.Equal(PacketStage.Open, Do(settled, new PacketCommand.Reopen(Clerk, "漏封一件"), 7).Progress);
    }

    [Fact]
    public void A_confidential_document_travels_alone_and_names_its_openers()
    {
        Packet secret = Open(Secrecy.Confidential);
        Assert.Equal(PacketRejection.ConfidentialAlone, Refused(secret, new PacketCommand.Add(Actor.Server, Letter(2))));
        Assert.Equal(PacketRejection.NoOpeners, Refused(secret, new PacketCommand.Seal(Clerk, PacketSize.S, [])));
        Assert.Equal(PacketRejection.WrongOpener, Refused(secret, new PacketCommand.Seal(Clerk, PacketSize.S, [Courier])));
        Assert.Equal(PacketRejection.WrongOpener, Refused(Open(), new PacketCommand.Seal(Clerk, PacketSize.S, [Registrar])));
        Assert.Equal([Registrar.Id], Do(secret, new PacketCommand.Seal(Clerk, PacketSize.S, [Registrar]), 1).Openers);
    }

    [Fact]
    public void Only_the_senders_clerk_seals_and_only_the_receivers_clerk_receipts()
    {
        Assert.Equal(PacketRejection.NotAllowed, Refused(Open(), new PacketCommand.Seal(Registrar, PacketSize.S, [])));
        Assert.Equal(PacketRejection.NotAllowed, Refused(Open(), new PacketCommand.Seal(Courier, PacketSize.S, [])));
        Assert.Equal(PacketRejection.NotAllowed, Refused(PickedUp(), Marks(Clerk, (1, ReceiptMark.Received))));
        Assert.Equal(PacketRejection.NotAllowed, Refused(PickedUp(), Marks(Collector, (1, ReceiptMark.Received))));
        Assert.Equal(PacketRejection.NotPickedUp, Refused(Deposited(), Marks(Registrar, (1, ReceiptMark.Received))));
    }

    [Fact]
    public void A_receipt_is_given_item_by_item_and_each_complaint_stays_open_until_it_is_resolved()
    {
        Packet packet = Do(PickedUp(letters: 3), Marks(Registrar, (1, ReceiptMark.Received), (2, ReceiptMark.Missing)), 70);
        Assert.Equal((PacketStage.PickedUp, PacketStage.Exception), (packet.Progress, packet.Stage));
        Assert.Equal(PacketRejection.MarkedAlready, Refused(packet, Marks(Registrar, (2, ReceiptMark.Received))));

        packet = Do(packet, Marks(Registrar, (3, ReceiptMark.Damaged)), 80);
        Assert.Equal([ExceptionReason.Missing, ExceptionReason.Damaged], packet.Exceptions.Select(open => open.Reason));
        packet = Do(packet, new PacketCommand.Resolve(Clerk, 1, "補寄", null), 90);
        packet = Do(packet, new PacketCommand.Resolve(Registrar, 2, "影本存查", null), 91);
        Assert.Equal(PacketStage.Receipted, packet.Stage);
    }

    [Fact]
    public void The_waiting_and_the_handling_clock_keep_their_first_start()
    {
        Packet packet = Do(PickedUp(letters: 2), Marks(Registrar, (1, ReceiptMark.Received)), 70);
        packet = Do(packet, Deposit(CommandId.Parse("cmd-again"), door: 5), 80);
        packet = Do(packet, Marks(Registrar, (2, ReceiptMark.Received)), 95, after: Pickup(CommandId.Parse("cmd-out-2"),
            Collector));
        Assert.Equal(At(10), packet.Times.DepositedAt);
        Assert.Equal(At(70), packet.Times.ReceiptedAt);
    }

    [Theory]
    [InlineData(PacketStage.Open, ExceptionReason.DepositedWhileOpen)]
    [InlineData(PacketStage.Deposited, ExceptionReason.DepositedTwice)]
    [InlineData(PacketStage.PickedUp, ExceptionReason.DepositedAfterPickup)]
    public void A_deposit_that_contradicts_the_record_is_recorded_and_questioned(PacketStage stage, ExceptionReason reason)
    {
        Packet before = stage switch { PacketStage.Open => Open(), PacketStage.Deposited => Deposited(), _ => PickedUp() };
        Packet packet = Do(before, Deposit(CommandId.Parse("cmd-odd"), door: 7), 99);
        Assert.Equal(new PacketPlace.InCompartment(Hall, 7), packet.Place);
        Assert.Equal(reason, Assert.Single(packet.Exceptions).Reason);
    }

    [Fact]
    public void A_pickup_by_somebody_elses_courier_is_a_misdelivery()
    {
        Packet packet = Do(Deposited(), Pickup(Out, Courier), 60);
        Assert.Equal(ExceptionReason.PickedUpByAnother, Assert.Single(packet.Exceptions).Reason);
        Assert.IsType<PacketPlace.HandedOver>(packet.Place);
    }

    /// <summary>Never deposited, behind another door, at another cabinet: it came out where the record had nothing.</summary>
    [Fact]
    public void A_packet_picked_up_where_it_was_not_on_record_is_questioned()
    {
        PickupReport here = Pickup(Out, Collector).Report;
        PickupReport otherDoor = here with { Compartment = 4 };
        PickupReport otherCabinet = here with { Cabinet = Station };
        foreach ((Packet before, PickupReport report) in new[] { (Sealed(), here), (Deposited(), otherDoor),
            (Deposited(), otherCabinet) })
        {
            Packet packet = Do(before, new PacketCommand.RecordPickup(report, [Collector]), 60);
            Assert.Equal(ExceptionReason.PickedUpUnexpectedly, Assert.Single(packet.Exceptions).Reason);
            Assert.IsType<PacketPlace.HandedOver>(packet.Place);
        }

        Assert.Empty(Do(Deposited(), new PacketCommand.RecordPickup(here, [Collector]), 60).Exceptions);
    }

    [Fact]
    public void A_confidential_packet_taken_by_one_or_without_an_opener_is_questioned()
    {
        Person second = Who("second-health", Health, Role.Courier);
        Assert.Empty(Do(Deposited(Secrecy.Confidential), Pickup(Out, Collector, Registrar), 60).Exceptions);
        foreach (Person[] persons in new Person[][] { [Registrar], [Registrar, Registrar], [Collector, second], [Registrar,
            Courier] })
        {
            Packet packet = Do(Deposited(Secrecy.Confidential), Pickup(Out, persons), 60);
            Assert.Equal(ExceptionReason.TwoPersonRuleBroken, Assert.Single(packet.Exceptions).Reason);
        }
    }

    [Fact]
    public void An_interrupted_deposit_is_nowhere_until_somebody_has_looked()
    {
        Packet packet = Do(
            Sealed(), new PacketCommand.RecordDepositAbandoned(Courier.Id, Hall, 3, DepositAbandonment.Interrupted), 20);
        Assert.IsType<PacketPlace.InException>(packet.Place);
        Assert.Equal(PacketRejection.NotSealed, Refused(packet, new PacketCommand.Assign(Courier.Id, Hall, 4, "a-1")));

        packet = Do(packet, new PacketCommand.RecordFound(Admin, Hall, 3, "開櫃查見"), 30);
        Assert.Equal((PacketStage.Deposited, At(30)), (packet.Stage, packet.Times.DepositedAt));
        packet = Do(packet, new PacketCommand.RecordNotFound(Admin, Hall, 3), 40);
        Assert.Equal((PacketStage.Exception, PacketStage.Deposited), (packet.Stage, packet.Progress));
        Assert.Equal(new PacketPlace.InException(ExceptionReason.NotFound), packet.Place);
    }

    /// <summary>As after a restored backup: 密 without openers would lie there for ever, offered to nobody.</summary>
    [Fact]
    public void A_packet_that_is_found_and_is_open_on_record_is_questioned()
    {
        PacketCommand.RecordFound found = new(Admin, Hall, 3, "開櫃查見");
        Packet packet = Do(Open(), found, 30);
        Assert.Equal(ExceptionReason.DepositedWhileOpen, Assert.Single(packet.Exceptions).Reason);
        Assert.Equal(new PacketPlace.InCompartment(Hall, 3), packet.Place);
        Assert.Empty(Do(Sealed(), found, 30).Exceptions);
    }

    private static Packet Do(Packet packet, PacketCommand command, int minute, PacketCommand after) =>
        Sample.Do(Sample.Do(packet, after, minute - 1), command, minute);

    private static Packet Do(Packet packet, PacketCommand command, int minute) => Sample.Do(packet, command, minute);

    private static PacketCommand.Receipt Marks(Person by, params (int Letter, ReceiptMark Mark)[] marks) =>
        new(by, marks.ToImmutableSortedDictionary(one => Letter(one.Letter).Id, one => one.Mark));
}
