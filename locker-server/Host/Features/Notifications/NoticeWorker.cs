using SmartLocker.Server.Storage;

namespace SmartLocker.Server.Features.Notifications;

/// <summary>Keeps the outbox empty: looks whenever something was committed, and every few seconds anyway.</summary>
internal sealed partial class NoticeWorker(NoticeSender sender, ILedger ledger, TimeProvider time, ILogger<NoticeWorker> log)
    : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            long seen = ledger.Bell.Cursor;
            bool more = await Look(stoppingToken);
            if (!more) { await Wait(seen, stoppingToken); }
        }
    }

    private async Task<bool> Look(CancellationToken stopping)
    {
        try
        {
            return await sender.SendDue(stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception failed) when (!stopping.IsCancellationRequested)
        {
            // The top of a loop: a full disk or a database away ends nothing for good.
            Failed(log, failed);
            return false;
        }
    }

    private async Task Wait(long seen, CancellationToken stopping)
    {
        using CancellationTokenSource look = new(LookEvery, time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(look.Token, stopping);
        try
        {
            await ledger.Bell.WaitPast(seen, either.Token);
        }
        catch (OperationCanceledException)
        {
            // Time to look again, or to stop.
        }
    }

    [LoggerMessage(LogLevel.Error, "Sending notices failed; it is tried again")]
    private static partial void Failed(ILogger log, Exception failure);
}
