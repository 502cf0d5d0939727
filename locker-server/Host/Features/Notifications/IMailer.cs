namespace SmartLocker.Server.Features.Notifications;

/// <summary>The way by which mail leaves this server.</summary>
internal interface IMailer
{
    /// <returns>False when it did not go and is worth another try.</returns>
    Task<bool> Send(Mail mail, CancellationToken cancellation);
}
