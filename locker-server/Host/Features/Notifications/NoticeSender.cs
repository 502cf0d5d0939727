using System.Collections.Immutable;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Audit;
using SmartLocker.Server.Core.Notifications;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Core.Packets.Rules;
using SmartLocker.Server.Storage;

namespace SmartLocker.Server.Features.Notifications;

/// <summary>Sends what waits in the outbox and puts on record that it went.</summary>
/// <remarks>
/// At least once: a power cut between sending and recording sends the same mail again, under the same Message-ID. The record and the
/// outbox row change in one transaction.
/// </remarks>
internal sealed partial class NoticeSender(ILedger ledger, IMailer mailer, string from, TimeProvider time, ILogger<NoticeSender> log)
{
    private const int BatchMax = 50;

    /// <returns>How many went; a full batch means there may be more.</returns>
    public async Task<bool> SendDue(CancellationToken cancellation)
    {
        IReadOnlyList<OutboxRow> due = await ledger.DueNotices(time.GetUtcNow(), BatchMax);
        foreach (OutboxRow row in due)
        {
            if (await Went(row.Notice, cancellation)) { await Settle(row); }
            else { await ledger.PostponeNotice(row.Id, time.GetUtcNow() + Retries.After(row.Attempts)); }
        }

        return due.Count == BatchMax;
    }

    /// <summary>On the agency's own pages it is seen as soon as it is on record; only mail has to travel.</summary>
    private Task<bool> Went(Notice notice, CancellationToken cancellation) =>
        notice.Channel == NoticeChannel.Mail
            ? mailer.Send(Mail.Of(notice, from, time.GetUtcNow()), cancellation)
            : Task.FromResult(true);

    private async Task Settle(OutboxRow row)
    {
        while (await TrySettle(row) is CommitOutcome.VersionConflict)
        {
            // Somebody else wrote to the packet meanwhile; what went went: read again and record it.
        }

        Sent(log, row.Notice.Packet, row.Notice.Channel);
    }

    private async Task<CommitOutcome> TrySettle(OutboxRow row)
    {
        DateTimeOffset now = time.GetUtcNow();
        Commit done = new() { NoticesDone = [row.Id] };
        if (await ledger.FindPacket(row.Notice.Packet) is { } packet)
        {
            PacketCommand.RecordNotified notified = new(row.Notice.Recipient, row.Notice.Channel);
            if (PacketRules.Decide(packet.State, notified, now) is PacketOutcome.Decided { Events: var events })
            {
                Packet next = PacketFold.Evolve(packet.State, events);
                done = done with { Changes = [new StreamChange.OfPacket(packet.Version, next, events)] };
            }
        }

        return await ledger.Commit(done, now);
    }

    [LoggerMessage(LogLevel.Information, "Told the receiver of {Packet} by {Channel}")]
    private static partial void Sent(ILogger log, PacketId packet, NoticeChannel channel);
}
