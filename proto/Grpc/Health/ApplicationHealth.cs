using Grpc.AspNetCore.HealthChecks;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.HealthCheck;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace Grpc.Health;

/// <summary>
/// The health service of an application: asks its health checks, and tells watchers what their publisher found.
/// </summary>
internal sealed class ApplicationHealth : V1.Health.HealthBase, IHealthCheckPublisher
{
    private readonly HealthServiceImpl _last;
    private readonly HealthCheckService _checks;
    private readonly ServiceMappingCollection _mappings;

    public ApplicationHealth(
        HealthServiceImpl last, HealthCheckService checks, IOptions<GrpcHealthChecksOptions> options,
        IHostApplicationLifetime lifetime)
    {
        (_last, _checks, _mappings) = (last, checks, options.Value.Services);
        lifetime.ApplicationStopping.Register(last.EndWatches);
    }

    public override async Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context)
    {
        if (await RefreshAsync(request.Service, context.CancellationToken) is { } status)
        {
            return new HealthCheckResponse { Status = status };
        }

        return await _last.Check(request, context);
    }

    public override async Task Watch(
        HealthCheckRequest request, IServerStreamWriter<HealthCheckResponse> responseStream, ServerCallContext context)
    {
        await RefreshAsync(request.Service, context.CancellationToken);
        await _last.Watch(request, responseStream, context);
    }

    public Task PublishAsync(HealthReport report, CancellationToken cancellationToken)
    {
        foreach (string service in _mappings.Names)
        {
            _mappings.TryGet(service, out Func<HealthCheckMapContext, bool>? predicate);
            _last.SetStatus(service, Worst(report.Entries
                .Where(entry => predicate!(new HealthCheckMapContext(entry.Key, entry.Value.Tags)))
                .Select(entry => entry.Value.Status)));
        }

        return Task.CompletedTask;
    }

    // Null for a service no mapping names; somebody may still have set its status by hand.
    private async Task<ServingStatus?> RefreshAsync(string service, CancellationToken cancellation)
    {
        if (!_mappings.TryGet(service, out Func<HealthCheckMapContext, bool>? predicate))
        {
            return null;
        }

        HealthReport report = await _checks.CheckHealthAsync(
            check => predicate(new HealthCheckMapContext(check.Name, check.Tags)), cancellation);
        ServingStatus status = Worst(report.Entries.Values.Select(entry => entry.Status));
        _last.SetStatus(service, status);
        return status;
    }

    // Degraded still serves.
    private static ServingStatus Worst(IEnumerable<HealthStatus> statuses) =>
        statuses.Contains(HealthStatus.Unhealthy) ? ServingStatus.NotServing : ServingStatus.Serving;
}
