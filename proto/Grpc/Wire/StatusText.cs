using System.Globalization;
using System.Text;
using Grpc.Core;

namespace Grpc.Wire;

/// <summary><c>grpc-status</c> and the percent-encoded UTF-8 of <c>grpc-message</c>.</summary>
internal static class StatusText
{
    /// <summary>Long texts would burst the peer's header limit, and the status with it.</summary>
    public const int DetailBytesMax = 4096;

    public static string Code(StatusCode code) => ((int)code).ToString(CultureInfo.InvariantCulture);

    /// <summary>A number nobody defined counts as Unknown, as the protocol asks.</summary>
    public static StatusCode ParseCode(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && number <= (int)StatusCode.Unauthenticated
            ? (StatusCode)number
            : StatusCode.Unknown;

    public static string Encode(string detail)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(detail);
        int length = Math.Min(bytes.Length, DetailBytesMax);
        while (length < bytes.Length && length > 0 && (bytes[length] & 0xC0) == 0x80)
        {
            length--; // Not in the middle of a character.
        }

        StringBuilder text = new(length);
        foreach (byte one in bytes.AsSpan(0, length))
        {
            if (one is >= 0x20 and <= 0x7E and not (byte)'%')
            {
                text.Append((char)one);
            }
            else
            {
                text.Append('%').Append(one.ToString("X2", CultureInfo.InvariantCulture));
            }
        }

        return text.ToString();
    }

    /// <summary>Takes what it cannot decode as it stands: a status text must never cost the status.</summary>
    public static string Decode(string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal))
        {
            return text;
        }

        byte[] bytes = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        int length = 0;
        for (int at = 0; at < text.Length; at++)
        {
            if (text[at] == '%' && at + 2 < text.Length
                && byte.TryParse(
                    text.AsSpan(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte one))
            {
                bytes[length++] = one;
                at += 2;
            }
            else
            {
                length += Encoding.UTF8.GetBytes(text.AsSpan(at, 1), bytes.AsSpan(length));
            }
        }

        return Encoding.UTF8.GetString(bytes, 0, length);
    }
}
