using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Grpc.Core;
using Grpc.Wire;

namespace Grpc.Client;

/// <summary>What the head and the trailers of a response say.</summary>
internal static class ResponseHead
{
    /// <summary>The status when there will be no messages; null when they follow.</summary>
    public static Status? Refusal(HttpResponseMessage response)
    {
        if (Status(response.Headers) is { } early)
        {
            return early;
        }

        if (response.StatusCode != HttpStatusCode.OK)
        {
            string code = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
            return new Status(
                HttpFailure.FromHttp(response.StatusCode), $"The server answered HTTP {code} without a gRPC status.");
        }

        string? contentType = response.Content.Headers.ContentType?.ToString();
        if (!Protocol.IsGrpc(contentType))
        {
            return new Status(StatusCode.Unknown, $"The server answered with content type '{contentType}', not gRPC.");
        }

        return Encoding(response) is null or Protocol.Identity or Protocol.Gzip
            ? null
            : new Status(
                StatusCode.Unimplemented, $"The server sends messages in '{Encoding(response)}', which was not accepted.");
    }

    public static Status? Status(HttpHeaders headers)
    {
        if (First(headers, Protocol.Status) is not { } code)
        {
            return null;
        }

        return new Status(StatusText.ParseCode(code), StatusText.Decode(First(headers, Protocol.Message) ?? ""));
    }

    public static string? Encoding(HttpResponseMessage response) => First(response.Headers, Protocol.Encoding);

    public static Metadata Metadata(params ReadOnlySpan<HttpHeaders> all)
    {
        Metadata metadata = new();
        foreach (HttpHeaders headers in all)
        {
            foreach ((string name, HeaderStringValues values) in headers.NonValidated)
            {
                foreach (string value in values)
                {
                    MetadataText.Decode(metadata, name, value);
                }
            }
        }

        return metadata;
    }

    private static string? First(HttpHeaders headers, string name)
    {
        if (headers.NonValidated.TryGetValues(name, out HeaderStringValues values))
        {
            foreach (string value in values)
            {
                return value;
            }
        }

        return null;
    }
}
