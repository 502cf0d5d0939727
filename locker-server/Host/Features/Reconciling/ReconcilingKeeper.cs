using SmartLocker.Server.Storage;

namespace SmartLocker.Server.Features.Reconciling;

/// <summary>Looks at every cabinet again and again, and soon after something happened to it.</summary>
internal sealed partial class ReconcilingKeeper(
    ReconcilingDesk desk, ILedger ledger, TimeProvider time, ILogger<ReconcilingKeeper> log) : BackgroundService
{
    /// <summary>Many batches of one cabinet that comes back are one look.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    /// <summary>What only time brings about: silence, open doors, promises.</summary>
    private static readonly TimeSpan LookAtAllEvery = TimeSpan.FromSeconds(60);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        (long cursor, long lookedAtAll) = (ledger.Bell.Cursor, time.GetTimestamp());
        using PeriodicTimer timer = new(LookEvery, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                long newest = ledger.Bell.Cursor;
                bool all = time.GetElapsedTime(lookedAtAll) >= LookAtAllEvery;
                IEnumerable<CabinetId> concerned = all
                    ? (await ledger.Views.Cabinets()).Select(cabinet => cabinet.Id)
                    : newest > cursor
                        ? (await ledger.Views.StreamsSince(cursor)).Select(StreamNames.Cabinet).OfType<CabinetId>() : [];
                (cursor, lookedAtAll) = (newest, all ? time.GetTimestamp() : lookedAtAll);
                foreach (CabinetId cabinet in concerned) { await Look(cabinet, stoppingToken); }
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    /// <summary>One cabinet at which this fails must not keep the others from being looked at.</summary>
    private async Task Look(CabinetId cabinet, CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();
        try
        {
            await desk.Look(cabinet);
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            Failed(log, cabinet, failed);
        }

        await Task.Yield(); // Streams that wait for a turn get one.
    }

    [LoggerMessage(LogLevel.Error, "{Cabinet} could not be reconciled")]
    private static partial void Failed(ILogger log, CabinetId cabinet, Exception reason);
}
