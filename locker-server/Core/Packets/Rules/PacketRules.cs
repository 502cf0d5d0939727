using System.Collections.Immutable;
using System.Diagnostics;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Audit;
using SmartLocker.Server.Core.Receipts;

namespace SmartLocker.Server.Core.Packets.Rules;

/// <summary>Routes each command to its rules. Pure; has no rule of its own but that a packet must exist.</summary>
public static class PacketRules
{
    public static PacketOutcome Decide(Packet? state, PacketCommand command, DateTimeOffset now) =>
        (state, command) switch
        {
            (null, PacketCommand.Open open) => Happened(now, open.By, Opening(open)),
            ({ }, PacketCommand.Open) => Rejected(PacketRejection.NumberTaken),
            (null, _) => Rejected(PacketRejection.UnknownPacket),
            ({ } packet, PacketCommand.Add add) => Sealing.Add(packet, add, now),
            ({ } packet, PacketCommand.Seal seal) => Sealing.Seal(packet, seal, now),
            ({ } packet, PacketCommand.Reopen reopen) => Sealing.Reopen(packet, reopen, now),
            ({ } packet, PacketCommand.Assign assign) => Travel.Assign(packet, assign, now),
            ({ } packet, PacketCommand.RecordDeposit deposit) => Travel.Deposit(packet, deposit, now),
            ({ } packet, PacketCommand.RecordDepositAbandoned abandoned) => Travel.DepositAbandoned(packet, abandoned, now),
            ({ } packet, PacketCommand.RecordPickup pickup) => Collection.Pickup(packet, pickup, now),
            ({ }, PacketCommand.RecordPickupAbandoned abandoned) => Happened(
                now, Actor.Person(abandoned.By), new PacketEvent.PickupAbandoned(abandoned.Cabinet, abandoned.Compartment)),
            ({ }, PacketCommand.RecordNotified notified) => Happened(
                now, Actor.Server, new PacketEvent.Notified(notified.Recipient, notified.Channel)),
            ({ }, PacketCommand.RecordSecretCheck check) => Happened(
                now, Actor.Person(check.By), new PacketEvent.SecretChecked(check.Cabinet, check.Check, check.Persons)),
            ({ } packet, PacketCommand.Receipt receipt) => Receipting.Decide(packet, receipt, now),
            ({ } packet, PacketCommand.Raise raise) => Happened(now, raise.By, Trouble.Next(packet, raise.Reason, raise.Detail)),
            ({ } packet, PacketCommand.RecordFound found) => Trouble.Found(packet, found, now),
            ({ } packet, PacketCommand.RecordNotFound missing) => Trouble.NotFound(packet, missing, now),
            ({ } packet, PacketCommand.Resolve resolve) => Trouble.Resolve(packet, resolve, now),
            _ => throw new UnreachableException($"No rule for {command}."),
        };

    internal static PacketOutcome Happened(DateTimeOffset at, Actor by, params ReadOnlySpan<PacketEvent> events)
    {
        ImmutableArray<Recorded<PacketEvent>>.Builder recorded = ImmutableArray.CreateBuilder<Recorded<PacketEvent>>(
            events.Length);
        foreach (PacketEvent one in events) { recorded.Add(new Recorded<PacketEvent>(at, by, one)); }

        return new PacketOutcome.Decided(recorded.MoveToImmutable());
    }

    internal static PacketOutcome Rejected(PacketRejection reason) => new PacketOutcome.Rejected(reason);

    private static PacketEvent.Opened Opening(PacketCommand.Open open) => new(open.Id, open.Sender, open.Receiver, open.Secrecy);
}
