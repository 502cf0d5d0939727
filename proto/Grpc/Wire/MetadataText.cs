using Grpc.Core;

namespace Grpc.Wire;

/// <summary>Metadata as HTTP header values and back.</summary>
internal static class MetadataText
{
    /// <summary>The value as it goes out; bytes as base64 without padding.</summary>
    /// <exception cref="RpcException">A text that HTTP cannot carry.</exception>
    public static string Encode(Metadata.Entry entry)
    {
        if (entry.IsBinary)
        {
            return Convert.ToBase64String(entry.Bytes).TrimEnd('=');
        }

        foreach (char one in entry.Value)
        {
            if (one is < ' ' or > '~')
            {
                throw new RpcException(new Status(
                    StatusCode.Internal,
                    $"Metadata '{entry.Key}' holds a character outside printable ASCII; use a key that ends in -bin."));
            }
        }

        return entry.Value;
    }

    /// <summary>Adds what one header line says; bytes that are not base64 are left out, as a header that is none.</summary>
    public static void Decode(Metadata into, string name, string value)
    {
        string key = name.ToLowerInvariant();
        if (IsReserved(key))
        {
            return;
        }

        if (!key.EndsWith(Metadata.BinaryHeaderSuffix, StringComparison.Ordinal))
        {
            into.Add(key, value);
            return;
        }

        // Several values of one binary key may arrive joined by commas; base64 has none.
        foreach (string part in value.Split(',', StringSplitOptions.TrimEntries))
        {
            if (TryBytes(part) is { } bytes)
            {
                into.Add(key, bytes);
            }
        }
    }

    /// <summary>Set by the transport, so neither taken from a caller nor shown to one.</summary>
    public static bool IsReserved(string key) => key switch
    {
        "" or "te" or "content-type" or "content-length" or "host" or "connection" or "transfer-encoding" or "trailer" =>
            true,
        Protocol.Status or Protocol.Message or Protocol.Timeout or Protocol.Encoding or Protocol.AcceptEncoding => true,
        _ => key[0] == ':',
    };

    private static byte[]? TryBytes(string base64)
    {
        string bare = base64.TrimEnd('=');
        string padded = bare.PadRight((bare.Length + 3) / 4 * 4, '=');
        byte[] bytes = new byte[padded.Length / 4 * 3];
        return Convert.TryFromBase64String(padded, bytes, out int length) ? bytes[..length] : null;
    }
}
