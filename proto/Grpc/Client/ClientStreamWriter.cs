using System.Runtime.CompilerServices;
using Grpc.Core;
using Grpc.Wire;

namespace Grpc.Client;

/// <summary>The messages of a caller.</summary>
/// <remarks>A write ends when the connection took it: when the server's window is full it waits.</remarks>
internal sealed class ClientStreamWriter<TRequest, TResponse>(ClientCall<TRequest, TResponse> call, StreamContent content)
    : IClientStreamWriter<TRequest> where TRequest : class where TResponse : class
{
    private readonly MessageFrame<TRequest> _frame = call.NewFrame();
    private int _writing;
    private volatile bool _completed;

    public WriteOptions? WriteOptions { get; set; }

    public async Task CompleteAsync()
    {
        CheckIdle();
        _completed = true;
        if (!call.Finished.IsCompleted)
        {
            await Task.WhenAny(content.Opened, call.Finished);
        }

        content.Complete();
    }

    public Task WriteAsync(TRequest message) => WriteAsync(message, CancellationToken.None);

    public async Task WriteAsync(TRequest message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (_completed)
        {
            throw new InvalidOperationException("Request stream has already been completed.");
        }

        CheckIdle();
        ThrowIfFinished();
        Volatile.Write(ref _writing, 1);
        try
        {
            await SendAsync(message, cancellationToken);
        }
        finally
        {
            _frame.Release();
            Volatile.Write(ref _writing, 0);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask SendAsync(TRequest message, CancellationToken cancellation)
    {
        using CancellationTokenRegistration stop = cancellation.CanBeCanceled ? cancellation.Register(call.Cancel) : default;
        if (!content.Opened.IsCompleted)
        {
            await Task.WhenAny(content.Opened, call.Finished);
            ThrowIfFinished();
        }

        ReadOnlyMemory<byte> bytes = _frame.Build(message);
        try
        {
            Stream stream = await content.Opened;
            await stream.WriteAsync(bytes, call.Stopped);
            if (WriteOptions is not { Flags: var flags } || (flags & WriteFlags.BufferHint) == 0)
            {
                await stream.FlushAsync(call.Stopped);
            }
        }
        catch (Exception broken)
        {
            // The status of the call is the better answer, when it is there already.
            ThrowIfFinished();
            throw call.Failure(HttpFailure.Explain(broken));
        }
    }

    private void CheckIdle()
    {
        if (Volatile.Read(ref _writing) != 0)
        {
            throw new InvalidOperationException("Can't write the message because the previous write is in progress.");
        }
    }

    private void ThrowIfFinished()
    {
        if (call.Finished.IsCompleted)
        {
            throw call.GetStatus() is { StatusCode: not StatusCode.OK } status
                ? call.Failure(status)
                : new InvalidOperationException("Can't write the message because the call is complete.");
        }
    }
}
