using SmartLocker.Server.Certificates;
using SmartLocker.Server.Features.Fleet;
using SmartLocker.Server.Storage;

namespace SmartLocker.Server.Rpc.Link;

/// <summary>Tells live streams that something was committed, and ends those of machines that were denied.</summary>
internal sealed class StreamKeeper(
    CabinetStreams streams, ILedger ledger, OrganisationShelf organisation, DeniedPeers denied, TimeProvider time)
    : BackgroundService
{
    /// <summary>A bell that was missed costs this much time; denied machines are gone within it (CL-74).</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    private readonly DesiredAudience _audience = new(ledger, organisation);

    /// <summary>Who is denied is known before the first machine is heard; until then nobody is believed.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await denied.Read(ledger);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        long cursor = ledger.Bell.Cursor;
        (object? mark, long lookedAt) = (null, 0);
        while (!stoppingToken.IsCancellationRequested)
        {
            using CancellationTokenSource look = new(LookEvery, time);
            using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(look.Token, stoppingToken);
            try
            {
                await ledger.Bell.WaitPast(cursor, either.Token);
            }
            catch (OperationCanceledException)
            {
                // Time to look, or to stop.
            }

            // Not at every bell: while a city comes back it rings for each cabinet, and each look would ask for every stream.
            if (denied.Mark != mark || time.GetElapsedTime(lookedAt) >= LookEvery)
            {
                (mark, lookedAt) = (denied.Mark, time.GetTimestamp());
                await streams.CloseDenied(denied.Contains);
            }

            long newest = ledger.Bell.Cursor;
            if (newest > cursor)
            {
                IReadOnlyCollection<CabinetId>? concerned = await _audience.Since(cursor);
                cursor = newest;
                streams.Change(concerned);
            }
        }

        await streams.CloseAll(new SessionEnd(RpcProblem.Unavailable, "The server stops."));
    }
}
