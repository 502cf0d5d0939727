using System.Collections.Immutable;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Audit;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Core.Packets.Rules;

namespace SmartLocker.Server.Core.Receipts;

/// <summary>The receiver's item-by-item confirmation after pickup (簽收, docs/rules.md R-4).</summary>
public static class Receipting
{
    internal static PacketOutcome Decide(Packet packet, PacketCommand.Receipt receipt, DateTimeOffset now)
    {
        if (!Rights.MayReceipt(receipt.By, packet)) { return PacketRules.Rejected(PacketRejection.NotAllowed); }
        if (packet.Progress is not (PacketStage.PickedUp or PacketStage.Receipted))
        {
            return PacketRules.Rejected(PacketRejection.NotPickedUp);
        }

        ImmutableSortedDictionary<EnclosureId, Enclosure> inside = packet.Enclosures.ToImmutableSortedDictionary(e => e.Id,
            e => e);
        if (receipt.Marks.Keys.Any(id => !inside.ContainsKey(id)))
        {
            return PacketRules.Rejected(
            PacketRejection.UnknownEnclosure);
        }
        if (receipt.Marks.Any(mark => inside[mark.Key].Mark is { } said && said != mark.Value))
        {
            return PacketRules.Rejected(PacketRejection.MarkedAlready);
        }

        ImmutableSortedDictionary<EnclosureId, ReceiptMark> fresh =
            receipt.Marks.Where(mark => inside[mark.Key].Mark is null).ToImmutableSortedDictionary();
        return new PacketOutcome.Decided(fresh.IsEmpty ? [] : Events(packet, receipt, fresh, now));
    }

    private static ImmutableArray<Recorded<PacketEvent>> Events(
        Packet packet, PacketCommand.Receipt receipt, ImmutableSortedDictionary<EnclosureId, ReceiptMark> fresh,
            DateTimeOffset now)
    {
        Actor by = Actor.Person(receipt.By.Id);
        ImmutableArray<Recorded<PacketEvent>> events = [new(now, by, new PacketEvent.Receipted(fresh))];

        // Every mark but "received" is an exception of its own, so that each can be settled by itself.
        foreach ((EnclosureId id, ReceiptMark mark) in fresh)
        {
            if (ReasonOf(mark) is { } reason)
            {
                Packet next = PacketFold.Evolve(packet, events);
                events = events.Add(new Recorded<PacketEvent>(now, by, Trouble.Next(next, reason, "", id)));
            }
        }

        return events;
    }

    private static ExceptionReason? ReasonOf(ReceiptMark mark) => mark switch
    {
        ReceiptMark.Missing => ExceptionReason.Missing,
        ReceiptMark.Misenclosed => ExceptionReason.Misenclosed,
        ReceiptMark.Damaged => ExceptionReason.Damaged,
        _ => null,
    };
}
