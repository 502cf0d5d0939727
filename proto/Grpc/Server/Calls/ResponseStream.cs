using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Grpc.Core;
using Grpc.Wire;

namespace Grpc.Server.Calls;

/// <summary>The messages of one handler to its caller.</summary>
/// <remarks>
/// A write ends when the transport took it: when the caller's window is full it waits, and so does the handler.
/// </remarks>
internal sealed class ResponseStream<T>(PipeWriter pipe, MessageFrame<T> frame, HttpServerCallContext context)
    : IServerStreamWriter<T> where T : class
{
    private int _writing;

    public WriteOptions? WriteOptions
    {
        get => context.WriteOptions;
        set => context.WriteOptions = value;
    }

    public Task WriteAsync(T message) => WriteAsync(message, CancellationToken.None);

    public async Task WriteAsync(T message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        cancellationToken.ThrowIfCancellationRequested();
        if (context.IsComplete || context.CancellationToken.IsCancellationRequested)
        {
            throw new InvalidOperationException("Can't write the message because the request is complete.");
        }

        if (Interlocked.Exchange(ref _writing, 1) != 0)
        {
            throw new InvalidOperationException("Can't write the message because the previous write is in progress.");
        }

        try
        {
            Put(message);
            if (WriteOptions is not { Flags: var flags } || (flags & WriteFlags.BufferHint) == 0)
            {
                await FlushAsync();
            }
        }
        finally
        {
            Volatile.Write(ref _writing, 0);
        }
    }

    /// <summary>The one reply of a kind that has one; it leaves together with the status.</summary>
    public void PutOnlyOne(T? message)
    {
        if (context.Status.StatusCode != StatusCode.OK || context.IsDeadlineExceeded)
        {
            return;
        }

        if (message is null)
        {
            throw new RpcException(new Status(StatusCode.Cancelled, "No message returned from method."));
        }

        Put(message);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask FlushAsync()
    {
        FlushResult result = await pipe.FlushAsync(context.Interruption);
        if (result.IsCanceled || result.IsCompleted && context.CancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(context.CancellationToken);
        }
    }

    private void Put(T message)
    {
        try
        {
            ReadOnlySpan<byte> bytes = frame.Build(message).Span;
            context.HasMessages = true;
            bytes.CopyTo(pipe.GetSpan(bytes.Length));
            pipe.Advance(bytes.Length);
        }
        finally
        {
            frame.Release();
        }
    }
}
