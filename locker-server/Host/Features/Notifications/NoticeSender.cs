using SmartLocker.Server.Configuration;
using SmartLocker.Server.Core.Notifications;
using SmartLocker.Server.Storage;

namespace SmartLocker.Server.Features.Notifications;

/// <summary>Sends what is due in the outbox, one after the other.</summary>
/// <remarks>
/// At least once: a power cut between sending and recording sends the same mail again, under the same Message-ID.
/// </remarks>
internal sealed partial class NoticeSender(
    NoticeOutbox outbox, IMailer mailer, MailOptions options, TimeProvider time, ILogger<NoticeSender> log)
{
    private const int BatchMax = 50;

    /// <returns>Whether there may be more: the batch was full.</returns>
    public async Task<bool> SendDue(CancellationToken cancellation)
    {
        IReadOnlyList<OutboxRow> due = await outbox.Due(BatchMax);
        foreach (OutboxRow row in due)
        {
            if (await Went(row.Notice, cancellation))
            {
                await outbox.Sent(row);
                Sent(log, row.Notice.Packet, row.Notice.Channel);
            }
            else
            {
                await outbox.Failed(row);
            }
        }

        return due.Count == BatchMax;
    }

    /// <summary>On the agency's own pages it is seen as soon as it is on record; only mail has to travel.</summary>
    private Task<bool> Went(Notice notice, CancellationToken cancellation) =>
        notice.Channel == NoticeChannel.Mail
            ? mailer.Send(Mail.Of(notice, options.From, time.GetUtcNow()), cancellation)
            : Task.FromResult(true);

    [LoggerMessage(LogLevel.Information, "Told the receiver of {Packet} by {Channel}")]
    private static partial void Sent(ILogger log, PacketId packet, NoticeChannel channel);
}
