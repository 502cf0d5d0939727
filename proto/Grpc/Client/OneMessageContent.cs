using System.Net;
using Grpc.Wire;

namespace Grpc.Client;

/// <summary>The body of a request with one message.</summary>
/// <remarks>Serialized when it is sent: the handler may send it again when a connection was closed before it began.</remarks>
internal sealed class OneMessageContent<T>(MessageFrame<T> frame, T message) : HttpContent
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        try
        {
            await stream.WriteAsync(frame.Build(message), cancellationToken);
        }
        finally
        {
            frame.Release();
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
