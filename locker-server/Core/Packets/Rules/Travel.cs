using System.Collections.Immutable;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Audit;

namespace SmartLocker.Server.Core.Packets.Rules;

/// <summary>From the registry into a compartment. What a cabinet reports is never refused.</summary>
internal static class Travel
{
    public static PacketOutcome Assign(Packet packet, PacketCommand.Assign assign, DateTimeOffset now) =>
        packet.Stage != PacketStage.Sealed
            ? PacketRules.Rejected(PacketRejection.NotSealed)
            : PacketRules.Happened(
                now, Actor.Person(assign.Courier),
                new PacketEvent.Assigned(assign.Cabinet, assign.Compartment, assign.Assignment, assign.Courier));

    public static PacketOutcome Deposit(Packet packet, PacketCommand.RecordDeposit deposit, DateTimeOffset now)
    {
        Actor by = Actor.Person(deposit.By);
        if (packet.DepositedBy == deposit.Command) { return PacketRules.Happened(now, by); }

        Recorded<PacketEvent> deposited = new(
            now, by, new PacketEvent.Deposited(deposit.Cabinet, deposit.Compartment, deposit.Command));
        ImmutableArray<Recorded<PacketEvent>> events = [deposited];
        foreach (ExceptionReason reason in Doubts(packet, deposit))
        {
            Packet next = PacketFold.Evolve(packet, events);
            events = events.Add(new Recorded<PacketEvent>(
                now, by, Trouble.Next(next, reason, $"{deposit.Cabinet} {deposit.Compartment}")));
        }

        return new PacketOutcome.Decided(events);
    }

    public static PacketOutcome DepositAbandoned(
        Packet packet, PacketCommand.RecordDepositAbandoned abandoned, DateTimeOffset now)
    {
        PacketEvent.DepositAbandoned happened = new(abandoned.Cabinet, abandoned.Compartment, abandoned.Reason);

        // Only where a door was opened can the packet be behind it.
        bool doubtful = abandoned is { Reason: DepositAbandonment.Interrupted, Compartment: > 0 };
        return doubtful
            ? PacketRules.Happened(
                now, Actor.Person(abandoned.By), happened,
                Trouble.Next(packet, ExceptionReason.DepositInterrupted, $"{abandoned.Cabinet} {abandoned.Compartment}"))
            : PacketRules.Happened(now, Actor.Person(abandoned.By), happened);
    }

    private static IEnumerable<ExceptionReason> Doubts(Packet packet, PacketCommand.RecordDeposit deposit)
    {
        ExceptionReason? stage = packet.Progress switch
        {
            PacketStage.Open => ExceptionReason.DepositedWhileOpen,
            PacketStage.Deposited => ExceptionReason.DepositedTwice,
            PacketStage.PickedUp or PacketStage.Receipted => ExceptionReason.DepositedAfterPickup,
            _ => null,
        };
        if (stage is { } reason) { yield return reason; }
        if (!deposit.ReceiverCollectsHere) { yield return ExceptionReason.DepositedElsewhere; }
    }
}
