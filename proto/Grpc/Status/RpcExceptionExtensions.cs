namespace Grpc.Core;

/// <summary>What a client asks of a failed call.</summary>
public static class RpcExceptionExtensions
{
    public static Google.Rpc.Status? GetRpcStatus(this RpcException ex, bool ignoreParseError = false) =>
        ex.Trailers.GetRpcStatus(ignoreParseError);
}
