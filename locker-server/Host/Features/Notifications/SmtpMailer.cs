using System.Net;
using System.Net.Mail;
using System.Security.Authentication;
using System.Text;
using SmartLocker.Server.Configuration;

namespace SmartLocker.Server.Features.Notifications;

/// <summary>Hands each mail to a server, over STARTTLS unless settings say otherwise.</summary>
internal sealed partial class SmtpMailer(MailOptions options, TimeProvider time, ILogger<SmtpMailer> log) : IMailer
{
    private static readonly TimeSpan SendMax = TimeSpan.FromSeconds(30);

    public async Task<bool> Send(Mail mail, CancellationToken cancellation)
    {
        using SmtpClient client = new(options.Host, options.Port) { EnableSsl = options.StartTls };
        if (options.User.Length > 0) { client.Credentials = new NetworkCredential(options.User, options.Password); }

        using CancellationTokenSource tooLong = new(SendMax, time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(tooLong.Token, cancellation);
        try
        {
            using MailMessage message = Message(mail);
            await client.SendMailAsync(message, either.Token);
            return true;
        }
        catch (Exception failed) when (IsOfThisLetter(failed)
            || (failed is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            NotSent(log, mail.Id, failed.Message);
            return false;
        }
    }

    /// <summary>
    /// The server, its certificate or this address is at fault. One such letter must not hold up those behind it.
    /// </summary>
    private static bool IsOfThisLetter(Exception failed) =>
        failed is SmtpException or AuthenticationException or IOException or FormatException or ArgumentException;

    private static MailMessage Message(Mail mail) => new(mail.From, mail.To, mail.Subject, mail.Body)
    {
        SubjectEncoding = Encoding.UTF8,
        BodyEncoding = Encoding.UTF8,
        Headers = { ["Message-ID"] = mail.MessageId },
    };

    [LoggerMessage(LogLevel.Warning, "Mail {Id} was not sent: {Why}")]
    private static partial void NotSent(ILogger log, string id, string why);
}
