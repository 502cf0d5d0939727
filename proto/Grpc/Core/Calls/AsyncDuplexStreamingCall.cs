namespace Grpc.Core;

/// <summary>A call with many messages both ways, each side at its own pace.</summary>
public sealed class AsyncDuplexStreamingCall<TRequest, TResponse>(
    IClientStreamWriter<TRequest> requestStream, IAsyncStreamReader<TResponse> responseStream,
    Task<Metadata> responseHeadersAsync,
    Func<Status> getStatusFunc, Func<Metadata> getTrailersFunc, Action disposeAction) : IDisposable
{
    public IAsyncStreamReader<TResponse> ResponseStream => responseStream;

    public IClientStreamWriter<TRequest> RequestStream => requestStream;

    public Task<Metadata> ResponseHeadersAsync => responseHeadersAsync;

    /// <summary>Only after the call has ended.</summary>
    public Status GetStatus() => getStatusFunc();

    /// <summary>Only after the call has ended.</summary>
    public Metadata GetTrailers() => getTrailersFunc();

    /// <summary>Cancels the call when it has not ended.</summary>
    public void Dispose() => disposeAction();
}
