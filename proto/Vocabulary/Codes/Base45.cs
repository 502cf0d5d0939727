using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace SmartLocker.Codes;

/// <summary>Bytes in the characters that a QR code holds most densely (RFC 9285).</summary>
public static class Base45
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        StringBuilder text = new();
        for (int at = 0; at < bytes.Length; at += 2)
        {
            bool pair = at + 1 < bytes.Length;
            int value = pair ? (bytes[at] << 8) | bytes[at + 1] : bytes[at];
            text.Append(Alphabet[value % 45]).Append(Alphabet[value / 45 % 45]);
            if (pair) { text.Append(Alphabet[value / 2025]); }
        }

        return text.ToString();
    }

    public static bool TryDecode(ReadOnlySpan<char> text, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        List<byte> read = [];
        for (int at = 0; at < text.Length; at += 3)
        {
            ReadOnlySpan<char> group = text[at..Math.Min(at + 3, text.Length)];
            int value = 0;
            for (int digit = group.Length - 1; digit >= 0; digit--)
            {
                int found = Alphabet.IndexOf(group[digit], StringComparison.Ordinal);
                if (found < 0) { return false; }

                value = (value * 45) + found;
            }

            if (group.Length == 1 || value > (group.Length == 3 ? ushort.MaxValue : byte.MaxValue)) { return false; }

            if (group.Length == 3) { read.Add((byte)(value >> 8)); }

            read.Add((byte)(value & byte.MaxValue));
        }

        bytes = [.. read];
        return true;
    }
}
