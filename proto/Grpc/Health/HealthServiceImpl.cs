using System.Threading.Channels;
using Grpc.Core;
using Grpc.Health.V1;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace Grpc.HealthCheck;

/// <summary>The standard health service over a table of what was last said of each service.</summary>
/// <remarks>Watchers see the newest status; what changed and changed back while they were slow they need not see.</remarks>
public class HealthServiceImpl : Health.V1.Health.HealthBase
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ServingStatus> _statuses = new(StringComparer.Ordinal);
    private readonly HashSet<(string Service, Channel<ServingStatus> Changes)> _watchers = [];
    private bool _ended;

    public void SetStatus(string service, ServingStatus status)
    {
        lock (_gate)
        {
            _statuses[service] = status;
            Tell(service, status);
        }
    }

    public void ClearStatus(string service)
    {
        lock (_gate)
        {
            if (_statuses.Remove(service))
            {
                Tell(service, ServingStatus.ServiceUnknown);
            }
        }
    }

    public void ClearAll()
    {
        lock (_gate)
        {
            foreach (string service in _statuses.Keys.ToArray())
            {
                ClearStatus(service);
            }
        }
    }

    public override Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context)
    {
        lock (_gate)
        {
            return _statuses.TryGetValue(request.Service, out ServingStatus status)
                ? Task.FromResult(new HealthCheckResponse { Status = status })
                : throw new RpcException(new Status(StatusCode.NotFound, $"No service '{request.Service}' is known here."));
        }
    }

    public override async Task Watch(
        HealthCheckRequest request, IServerStreamWriter<HealthCheckResponse> responseStream, ServerCallContext context)
    {
        Channel<ServingStatus> changes = Channel.CreateBounded<ServingStatus>(
            new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        lock (_gate)
        {
            _watchers.Add((request.Service, changes));
            changes.Writer.TryWrite(_statuses.GetValueOrDefault(request.Service, ServingStatus.ServiceUnknown));
            if (_ended)
            {
                End(changes);
            }
        }

        try
        {
            ServingStatus? last = null;
            await foreach (ServingStatus status in changes.Reader.ReadAllAsync(context.CancellationToken))
            {
                if (status != last)
                {
                    await responseStream.WriteAsync(new HealthCheckResponse { Status = status });
                    last = status;
                }
            }
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
        {
            // The usual end of a watch.
        }
        finally
        {
            lock (_gate)
            {
                _watchers.Remove((request.Service, changes));
            }
        }
    }

    /// <summary>The server goes: every watcher learns of it and is let go, so that none holds up the shutdown.</summary>
    internal void EndWatches()
    {
        lock (_gate)
        {
            _ended = true;
            foreach ((_, Channel<ServingStatus> changes) in _watchers)
            {
                End(changes);
            }
        }
    }

    private static void End(Channel<ServingStatus> changes)
    {
        changes.Writer.TryWrite(ServingStatus.NotServing);
        changes.Writer.TryComplete();
    }

    private void Tell(string service, ServingStatus status)
    {
        foreach ((string watched, Channel<ServingStatus> changes) in _watchers)
        {
            if (watched == service)
            {
                changes.Writer.TryWrite(status);
            }
        }
    }
}
