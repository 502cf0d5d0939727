using System.Runtime.CompilerServices;

namespace Grpc.Core;

/// <summary>A call with one message each way.</summary>
public sealed class AsyncUnaryCall<TResponse>(
    Task<TResponse> responseAsync, Task<Metadata> responseHeadersAsync, Func<Status> getStatusFunc,
    Func<Metadata> getTrailersFunc,
    Action disposeAction) : IDisposable
{
    public Task<TResponse> ResponseAsync => responseAsync;

    public Task<Metadata> ResponseHeadersAsync => responseHeadersAsync;

    public TaskAwaiter<TResponse> GetAwaiter() => responseAsync.GetAwaiter();

    public ConfiguredTaskAwaitable<TResponse> ConfigureAwait(bool continueOnCapturedContext) =>
        responseAsync.ConfigureAwait(continueOnCapturedContext);

    /// <summary>Only after the call has ended.</summary>
    public Status GetStatus() => getStatusFunc();

    /// <summary>Only after the call has ended.</summary>
    public Metadata GetTrailers() => getTrailersFunc();

    /// <summary>Cancels the call when it has not ended.</summary>
    public void Dispose() => disposeAction();
}
