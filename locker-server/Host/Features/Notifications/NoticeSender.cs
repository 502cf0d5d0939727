using SmartLocker.Server.Core.Notifications;
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

    private readonly NoticeOutbox _outbox = new(ledger, time);

    /// <returns>How many went; a full batch means there may be more.</returns>
    public async Task<bool> SendDue(CancellationToken cancellation)
    {
        IReadOnlyList<OutboxRow> due = await _outbox.Due(BatchMax);
        foreach (OutboxRow row in due)
        {
            if (await Went(row.Notice, cancellation))
            {
                await _outbox.Sent(row);
                Sent(log, row.Notice.Packet, row.Notice.Channel);
            }
            else
            {
                await _outbox.Failed(row);
            }
        }

        return due.Count == BatchMax;
    }

    /// <summary>On the agency's own pages it is seen as soon as it is on record; only mail has to travel.</summary>
    private Task<bool> Went(Notice notice, CancellationToken cancellation) =>
        notice.Channel == NoticeChannel.Mail
            ? mailer.Send(Mail.Of(notice, from, time.GetUtcNow()), cancellation)
            : Task.FromResult(true);

    [LoggerMessage(LogLevel.Information, "Told the receiver of {Packet} by {Channel}")]
    private static partial void Sent(ILogger log, PacketId packet, NoticeChannel channel);
}
