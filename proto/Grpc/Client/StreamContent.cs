using System.Net;

namespace Grpc.Client;

/// <summary>The body of a request with many messages: hands its stream out and stays open until told to end.</summary>
internal sealed class StreamContent(Task finished) : HttpContent
{
    private readonly TaskCompletionSource<Stream> _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Where messages go, once the request is on its way.</summary>
    public Task<Stream> Opened => _opened.Task;

    public void Complete() => _complete.TrySetResult();

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        // Headers leave now: a server may speak first, and a caller may wait for that before it writes.
        await stream.FlushAsync(cancellationToken);
        if (!_opened.TrySetResult(stream))
        {
            // A second attempt on another connection would lose what was written into the first.
            throw new HttpRequestException(
                HttpRequestError.ConnectionError, "The connection was closed while the call began.");
        }

        await Task.WhenAny(_complete.Task, finished).WaitAsync(cancellationToken);
        if (!_complete.Task.IsCompleted)
        {
            throw new OperationCanceledException("The call ended before its requests did.");
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
