using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Grpc.Core;
using Grpc.Wire;

namespace Grpc.Client;

/// <summary>One call: its request, its responses and how it ended.</summary>
/// <remarks>
/// Ends once, by the server's status, the deadline, the caller or a failure, whichever is first; whatever comes after
/// changes nothing. Ending early tears the HTTP/2 stream down, so the server learns of it.
/// </remarks>
internal sealed class ClientCall<TRequest, TResponse> : IAsyncStreamReader<TResponse>, IDisposable
    where TRequest : class where TResponse : class
{
    private readonly ClientTransport _transport;
    private readonly Method<TRequest, TResponse> _method;
    private readonly CallOptions _options;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource<(Status Status, Metadata Trailers)> _finished =
        new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<Metadata> _headers = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task<MessageReader<TResponse>?> _reader = Task.FromResult<MessageReader<TResponse>?>(null);
    private HttpResponseMessage? _response;
    private DeadlineTimer? _deadline;
    private CancellationTokenRegistration _cancelled;
    private CancellationTokenRegistration _closed;
    private int _reading;

    public ClientCall(ClientTransport transport, Method<TRequest, TResponse> method, CallOptions options)
    {
        (_transport, _method, _options) = (transport, method, options);
        Stopped = _stop.Token;
    }

    public Task<Metadata> ResponseHeadersAsync => _headers.Task;

    public Task Finished => _finished.Task;

    /// <summary>Cancelled when the stream is torn down.</summary>
    public CancellationToken Stopped { get; }

    public TResponse Current { get; private set; } = null!;

    private bool HasOneResponse => _method.Type is MethodType.Unary or MethodType.ClientStreaming;

    public MessageFrame<TRequest> NewFrame() => new(_method.RequestMarshaller, _transport.Options.MaxSendMessageSize);

    public void Start(string? host, HttpContent content)
    {
        TimeSpan? left = _transport.Left(_options.Deadline);
        if (left <= TimeSpan.Zero)
        {
            ExceedDeadline();
            return;
        }

        _deadline = left is { } after ? new DeadlineTimer(_transport.Time, after, ExceedDeadline) : null;
        _cancelled = _options.CancellationToken.UnsafeRegister(
            static self => ((ClientCall<TRequest, TResponse>)self!).Cancel(), this);
        _closed = _transport.Closed.UnsafeRegister(static self => ((ClientCall<TRequest, TResponse>)self!).Dispose(), this);
        if (Finished.IsCompleted)
        {
            Unwatch();
            return;
        }

        _reader = OpenAsync(host, left, content);
    }

    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _reading, 1) != 0)
        {
            throw new InvalidOperationException(
                "Can't read the next message because the previous read is still in progress.");
        }

        using CancellationTokenRegistration stop =
            cancellationToken.CanBeCanceled ? cancellationToken.Register(Cancel) : default;
        try
        {
            if (Finished.IsCompleted || await _reader is not { } reader || !await TryReadAsync(reader))
            {
                Current = null!;
                ThrowUnlessOk();
                return false;
            }

            Current = reader.Current!;
            return true;
        }
        finally
        {
            Volatile.Write(ref _reading, 0);
        }
    }

    /// <summary>For the kinds with one response: neither none nor two.</summary>
    public async Task<TResponse> ReadOnlyOneAsync()
    {
        if (await _reader is { } reader && await TryReadAsync(reader))
        {
            Current = reader.Current!;
            if (await TryReadAsync(reader))
            {
                End(new Status(StatusCode.Internal, "The server sent more than one response."));
            }
        }

        ThrowUnlessOk();
        return Current;
    }

    public Status GetStatus() => Finished.IsCompleted
        ? _finished.Task.GetAwaiter().GetResult().Status
        : throw new InvalidOperationException("Unable to get the status because the call is not complete.");

    public Metadata GetTrailers() => Finished.IsCompleted
        ? _finished.Task.GetAwaiter().GetResult().Trailers
        : throw new InvalidOperationException("Can't get the call trailers because the call has not completed successfully.");

    public Exception Failure(Status status)
    {
        RpcException failure = new(status, Finished.IsCompleted ? GetTrailers() : new Metadata());
        return _transport.Options.ThrowOperationCanceledOnCancellation
            && status.StatusCode is StatusCode.Cancelled or StatusCode.DeadlineExceeded
                ? new OperationCanceledException(status.Detail, failure, _options.CancellationToken)
                : failure;
    }

    public void Cancel() => End(new Status(StatusCode.Cancelled, "Call canceled by the client."));

    public void Dispose() => End(new Status(StatusCode.Cancelled, "gRPC call disposed."));

    private void ExceedDeadline() => End(new Status(StatusCode.DeadlineExceeded, "Deadline Exceeded"));

    private async Task<MessageReader<TResponse>?> OpenAsync(string? host, TimeSpan? left, HttpContent content)
    {
        try
        {
            HttpRequestMessage request = _transport.Request(_method, host, _options.Headers, left, content);
            HttpResponseMessage response = await _transport.SendAsync(request, Stopped);
            Interlocked.Exchange(ref _response, response);
            if (Finished.IsCompleted)
            {
                response.Dispose();
                return null;
            }

            Metadata headers = ResponseHead.Metadata(response.Headers, response.Content.Headers);
            _headers.TrySetResult(headers);
            if (ResponseHead.Refusal(response) is { } status)
            {
                EndByServer(status, headers);
                return null;
            }

            Stream body = await response.Content.ReadAsStreamAsync(Stopped);
            return new MessageReader<TResponse>(
                PipeReader.Create(body), _method.ResponseMarshaller, _transport.Options.MaxReceiveMessageSize,
                ResponseHead.Encoding(response));
        }
        catch (Exception failure)
        {
            End(HttpFailure.Explain(failure));
            return null;
        }
    }

    // False when the call has ended, in whatever way.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> TryReadAsync(MessageReader<TResponse> reader)
    {
        try
        {
            if (await reader.ReadAsync(Stopped))
            {
                return true;
            }

            Metadata trailers = ResponseHead.Metadata(_response!.TrailingHeaders);
            EndByServer(
                ResponseHead.Status(_response.TrailingHeaders)
                    ?? new Status(StatusCode.Unknown, "The response ended without a grpc-status."),
                trailers);
        }
        catch (Exception failure)
        {
            End(HttpFailure.Explain(failure));
        }

        reader.Complete();
        return false;
    }

    private void EndByServer(Status status, Metadata trailers) =>
        End(status.StatusCode == StatusCode.OK && HasOneResponse && Current is null
            ? new Status(StatusCode.Internal, "The call ended with OK but without its response.")
            : status, trailers);

    private void End(Status status, Metadata? trailers = null)
    {
        if (!_finished.TrySetResult((status, trailers ?? new Metadata())))
        {
            return;
        }

        Unwatch();
        if (_headers.TrySetException(Failure(status)))
        {
            _ = _headers.Task.Exception; // Seen: nobody has to ask for the headers.
        }

        _stop.Cancel();
        Interlocked.CompareExchange(ref _response, null, null)?.Dispose();
    }

    private void Unwatch()
    {
        _deadline?.Dispose();
        _cancelled.Unregister();
        _closed.Unregister();
    }

    private void ThrowUnlessOk()
    {
        if (GetStatus() is { StatusCode: not StatusCode.OK } status)
        {
            throw Failure(status);
        }
    }
}
