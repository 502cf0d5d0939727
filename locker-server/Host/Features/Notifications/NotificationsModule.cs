using SmartLocker.Server.Configuration;

namespace SmartLocker.Server.Features.Notifications;

/// <summary>The outbox's worker and the way out that settings name.</summary>
internal static class NotificationsModule
{
    public static IServiceCollection AddNotifications(this IServiceCollection services, MailOptions options)
    {
        services.AddSingleton(options);
        if (options.Host.Length > 0) { services.AddSingleton<IMailer, SmtpMailer>(); }
        else
        {
            services.AddSingleton<IMailer>(given => new PickupMailer(
                options.PickupFolder, given.GetRequiredService<ILogger<PickupMailer>>()));
        }

        services.AddSingleton<NoticeOutbox>();
        services.AddSingleton<NoticeSender>();
        services.AddHostedService<NoticeWorker>();
        return services;
    }
}
