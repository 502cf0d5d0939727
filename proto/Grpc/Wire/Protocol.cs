namespace Grpc.Wire;

/// <summary>Names and numbers of "gRPC over HTTP/2" that both ends use.</summary>
internal static class Protocol
{
    public const string ContentType = "application/grpc";
    public const string Status = "grpc-status";
    public const string Message = "grpc-message";
    public const string Timeout = "grpc-timeout";
    public const string Encoding = "grpc-encoding";
    public const string AcceptEncoding = "grpc-accept-encoding";
    public const string Identity = "identity";
    public const string Gzip = "gzip";

    /// <summary>What this runtime can read. It sends nothing compressed.</summary>
    public const string Readable = "identity,gzip";

    /// <summary>One byte of flags and four of length before every message.</summary>
    public const int FrameHeaderBytes = 5;

    /// <summary>The limit every gRPC implementation has for messages it receives, unless told otherwise.</summary>
    public const int ReceiveBytesMax = 4 * 1024 * 1024;

    /// <summary>gRPC itself, or gRPC with a named message format; not its dialect for browsers.</summary>
    public static bool IsGrpc(string? contentType) =>
        contentType is not null
        && contentType.StartsWith(ContentType, StringComparison.OrdinalIgnoreCase)
        && (contentType.Length == ContentType.Length || contentType[ContentType.Length] is ';' or '+' or ' ');
}
