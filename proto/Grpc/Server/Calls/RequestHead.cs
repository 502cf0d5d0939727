using Grpc.Core;
using Grpc.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Grpc.Server.Calls;

/// <summary>What the head of a request says, before any message.</summary>
internal static class RequestHead
{
    /// <summary>False when the request is no gRPC; the answer is then complete, in HTTP's words.</summary>
    public static bool Accepts(HttpContext http)
    {
        if (!HttpProtocol.IsHttp2(http.Request.Protocol) && !HttpProtocol.IsHttp3(http.Request.Protocol))
        {
            http.Response.StatusCode = StatusCodes.Status426UpgradeRequired;
            http.Response.Headers.Upgrade = HttpProtocol.Http2;
            return false;
        }

        if (!Protocol.IsGrpc(http.Request.ContentType))
        {
            http.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return false;
        }

        return true;
    }

    /// <summary>A stream may be as long and as quiet as it likes; its messages are limited one by one.</summary>
    public static void LiftBodyLimits(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = null;
        }

        if (http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = null;
        }
    }

    /// <summary>Null when the caller set none.</summary>
    /// <exception cref="RpcException">A timeout nobody can read: guessing one would be worse than refusing.</exception>
    public static TimeSpan? Timeout(HttpRequest request)
    {
        if (!request.Headers.TryGetValue(Protocol.Timeout, out StringValues values))
        {
            return null;
        }

        return TimeoutText.TryParse(values.ToString(), out TimeSpan timeout)
            ? timeout
            : throw new RpcException(new Status(
                StatusCode.Internal, $"grpc-timeout must be one to eight digits and a unit of HMSmun, got '{values}'."));
    }

    /// <exception cref="RpcException">An encoding this server does not read; the reply names those it does.</exception>
    public static string? Encoding(HttpRequest request)
    {
        string? encoding = request.Headers.TryGetValue(Protocol.Encoding, out StringValues values) ? values.ToString() : null;
        return encoding is null or Protocol.Identity or Protocol.Gzip
            ? encoding
            : throw new RpcException(new Status(
                StatusCode.Unimplemented, $"Messages in '{encoding}' are not read here; use one of {Protocol.Readable}."));
    }

    public static Metadata Metadata(HttpRequest request)
    {
        Metadata metadata = new();
        foreach ((string name, StringValues values) in request.Headers)
        {
            foreach (string? value in values)
            {
                MetadataText.Decode(metadata, name, value ?? "");
            }
        }

        return metadata;
    }
}
