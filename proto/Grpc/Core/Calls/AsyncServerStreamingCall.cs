namespace Grpc.Core;

/// <summary>A call with one message out and many back.</summary>
public sealed class AsyncServerStreamingCall<TResponse>(
    IAsyncStreamReader<TResponse> responseStream, Task<Metadata> responseHeadersAsync, Func<Status> getStatusFunc,
    Func<Metadata> getTrailersFunc, Action disposeAction) : IDisposable
{
    public IAsyncStreamReader<TResponse> ResponseStream => responseStream;

    public Task<Metadata> ResponseHeadersAsync => responseHeadersAsync;

    /// <summary>Only after the call has ended.</summary>
    public Status GetStatus() => getStatusFunc();

    /// <summary>Only after the call has ended.</summary>
    public Metadata GetTrailers() => getTrailersFunc();

    /// <summary>Cancels the call when it has not ended.</summary>
    public void Dispose() => disposeAction();
}
