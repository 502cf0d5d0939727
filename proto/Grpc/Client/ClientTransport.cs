using System.Net;
using System.Net.Http.Headers;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Wire;

namespace Grpc.Client;

/// <summary>What the calls of one channel share.</summary>
internal sealed record ClientTransport(
    HttpMessageInvoker Http, Uri Address, GrpcChannelOptions Options, TimeProvider Time, CancellationToken Closed)
{
    private static readonly MediaTypeHeaderValue ContentType = new(Protocol.ContentType);

    public HttpRequestMessage Request(IMethod method, string? host, Metadata? headers, TimeSpan? timeout, HttpContent content)
    {
        HttpRequestMessage request = new(HttpMethod.Post, new Uri(Address, method.FullName))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = content,
        };
        content.Headers.ContentType = ContentType;
        request.Headers.TryAddWithoutValidation("te", "trailers");
        request.Headers.TryAddWithoutValidation(Protocol.AcceptEncoding, Protocol.Readable);
        request.Headers.Host = host;
        foreach (Metadata.Entry entry in headers ?? Metadata.Empty)
        {
            if (!MetadataText.IsReserved(entry.Key))
            {
                request.Headers.TryAddWithoutValidation(entry.Key, MetadataText.Encode(entry));
            }
        }

        if (timeout is { } left)
        {
            request.Headers.TryAddWithoutValidation(Protocol.Timeout, TimeoutText.Encode(left));
        }

        return request;
    }

    /// <summary>
    /// Until the headers are there: the messages are read as they come, which a plain HttpClient would not do.
    /// </summary>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation) =>
        Http is HttpClient client
            ? client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation)
            : Http.SendAsync(request, cancellation);

    /// <summary>What is left until a deadline; null when there is none.</summary>
    public TimeSpan? Left(DateTime? deadline) => deadline switch
    {
        null => null,
        { } never when never == DateTime.MaxValue => null,
        { } past when past == DateTime.MinValue => TimeSpan.Zero,
        { Kind: not DateTimeKind.Utc } => throw new InvalidOperationException(
            "Deadline must have a kind DateTimeKind.Utc or be equal to DateTime.MaxValue or DateTime.MinValue."),
        { } at => at - Time.GetUtcNow().UtcDateTime,
    };
}
