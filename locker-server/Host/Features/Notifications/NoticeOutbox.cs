using SmartLocker.Server.Core.Notifications;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Core.Packets.Rules;
using SmartLocker.Server.Storage;
using SmartLocker.Server.Storage.Deciding;

namespace SmartLocker.Server.Features.Notifications;

/// <summary>Hands out notices that are due, and records which were sent. Sent at least once; recorded once.</summary>
public sealed class NoticeOutbox(ILedger ledger, TimeProvider time)
{
    public Task<IReadOnlyList<OutboxRow>> Due(int limit) => ledger.DueNotices(time.GetUtcNow(), limit);

    /// <summary>It was handed over: the packet's time-line says so, in the transaction that settles the row.</summary>
    public Task Sent(OutboxRow row) => ledger.Decide(time, async now =>
    {
        if (!await ledger.NoticeWaits(row.Id)) { return new Plan<bool>(null, true); }

        Notice notice = row.Notice;
        Stored<Packet>? packet = await ledger.FindPacket(notice.Packet);
        PacketOutcome outcome = PacketRules.Decide(
            packet?.State, new PacketCommand.RecordNotified(notice.Recipient, notice.Channel), now);
        return new Plan<bool>(
            new Commit
            {
                Changes = outcome is PacketOutcome.Decided decided ? Change.Of(packet, decided.Events) : [],
                NoticesDone = [row.Id],
            },
            true);
    });

    /// <summary>It could not be handed over: again later, ever more seldom, for ever.</summary>
    public Task Failed(OutboxRow row) => ledger.PostponeNotice(row.Id, time.GetUtcNow() + Retries.After(row.Attempts));
}
