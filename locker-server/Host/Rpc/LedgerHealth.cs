using Microsoft.Extensions.Diagnostics.HealthChecks;
using SmartLocker.Server.Storage;

namespace SmartLocker.Server.Rpc;

/// <summary>Serving means: the ledger can be asked.</summary>
internal sealed class LedgerHealth(ILedger ledger) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await ledger.DueNotices(DateTimeOffset.UnixEpoch, 1);
        return HealthCheckResult.Healthy();
    }
}
