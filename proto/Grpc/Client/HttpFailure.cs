using System.Net;
using Grpc.Core;

namespace Grpc.Client;

/// <summary>What went wrong below gRPC, as a status.</summary>
internal static class HttpFailure
{
    /// <summary>The table of "HTTP to gRPC status code mapping": an intermediary answered, not a gRPC server.</summary>
    public static StatusCode FromHttp(HttpStatusCode code) => code switch
    {
        HttpStatusCode.BadRequest => StatusCode.Internal,
        HttpStatusCode.Unauthorized => StatusCode.Unauthenticated,
        HttpStatusCode.Forbidden => StatusCode.PermissionDenied,
        HttpStatusCode.NotFound => StatusCode.Unimplemented,
        HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable
            or HttpStatusCode.GatewayTimeout => StatusCode.Unavailable,
        _ => StatusCode.Unknown,
    };

    public static Status Explain(Exception failure)
    {
        if (failure is RpcException said)
        {
            return said.Status;
        }

        if (Find<HttpProtocolException>(failure) is { } reset)
        {
            return new Status(FromReset(reset.ErrorCode), $"The server ended the stream: {reset.Message}", failure);
        }

        return failure switch
        {
            HttpRequestException or IOException or ObjectDisposedException =>
                new Status(StatusCode.Unavailable, $"The connection failed: {failure.Message}", failure),
            OperationCanceledException => new Status(StatusCode.Cancelled, "Call canceled.", failure),
            _ => new Status(
                StatusCode.Internal, $"The call could not be made: {failure.GetType().Name}: {failure.Message}", failure),
        };
    }

    /// <summary>RFC 9113 section 7 error codes. A connection that closes without error will be there again.</summary>
    private static StatusCode FromReset(long errorCode) => errorCode switch
    {
        0x0 or 0x7 => StatusCode.Unavailable,
        0x8 => StatusCode.Cancelled,
        0xb => StatusCode.ResourceExhausted,
        0xc => StatusCode.PermissionDenied,
        _ => StatusCode.Internal,
    };

    private static T? Find<T>(Exception? failure) where T : Exception
    {
        for (; failure is not null; failure = failure.InnerException)
        {
            if (failure is T found)
            {
                return found;
            }
        }

        return null;
    }
}
