using Google.Protobuf;

namespace Grpc.Core;

/// <summary>Reads and writes the rich status in trailers.</summary>
public static class MetadataExtensions
{
    public const string StatusDetailsTrailerName = "grpc-status-details-bin";

    /// <summary>Null when there is none, or with <paramref name="ignoreParseError"/> none that can be read.</summary>
    public static Google.Rpc.Status? GetRpcStatus(this Metadata metadata, bool ignoreParseError = false)
    {
        if (metadata.Get(StatusDetailsTrailerName) is not { } entry)
        {
            return null;
        }

        try
        {
            return Google.Rpc.Status.Parser.ParseFrom(entry.ValueBytes);
        }
        catch (InvalidProtocolBufferException) when (ignoreParseError)
        {
            return null;
        }
    }

    /// <summary>In place of one that is there.</summary>
    public static void SetRpcStatus(this Metadata metadata, Google.Rpc.Status status)
    {
        while (metadata.Get(StatusDetailsTrailerName) is { } old)
        {
            metadata.Remove(old);
        }

        metadata.Add(StatusDetailsTrailerName, status.ToByteArray());
    }
}
