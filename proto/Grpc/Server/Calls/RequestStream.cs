using System.Runtime.CompilerServices;
using Grpc.Core;
using Grpc.Wire;
using Microsoft.AspNetCore.Connections;

namespace Grpc.Server.Calls;

/// <summary>The messages of a caller, for one handler.</summary>
internal sealed class RequestStream<T>(MessageReader<T> reader, HttpServerCallContext context) : IAsyncStreamReader<T>
    where T : class
{
    private int _reading;

    public T Current => reader.Current!;

    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        if (context.IsComplete)
        {
            throw new InvalidOperationException("Can't read messages after the request is complete.");
        }

        if (Interlocked.Exchange(ref _reading, 1) != 0)
        {
            throw new InvalidOperationException(
                "Can't read the next message because the previous read is still in progress.");
        }

        try
        {
            return await ReadAsync(cancellationToken);
        }
        finally
        {
            Volatile.Write(ref _reading, 0);
        }
    }

    /// <summary>For the kinds with one request: neither none nor two.</summary>
    public async ValueTask<T> ReadOnlyOneAsync()
    {
        if (!await ReadAsync(CancellationToken.None))
        {
            throw new RpcException(new Status(StatusCode.Internal, "Incomplete message: the call ended without a request."));
        }

        T only = reader.Current!;
        return await ReadAsync(CancellationToken.None)
            ? throw new RpcException(new Status(StatusCode.Internal, "Additional data after the message received."))
            : only;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> ReadAsync(CancellationToken cancellation)
    {
        try
        {
            if (!cancellation.CanBeCanceled || cancellation == context.CancellationToken)
            {
                return await reader.ReadAsync(context.Interruption);
            }

            using CancellationTokenSource either =
                CancellationTokenSource.CreateLinkedTokenSource(cancellation, context.CancellationToken);
            return await reader.ReadAsync(either.Token);
        }
        catch (Exception gone) when (gone is IOException or ConnectionAbortedException)
        {
            // The caller reset the stream or its connection broke: for a handler that is a cancelled call.
            throw new OperationCanceledException("The caller gave up the call.", gone, context.CancellationToken);
        }
    }
}
