using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace SmartLocker.Server.Core.Fleet.Journal;

/// <summary>The hash that chains a cabinet's entries: SHA-256(previous hash ‖ record), as 64 hexadecimal digits.</summary>
public readonly record struct EntryHash
{
    public const int Bytes = 32;

    private static readonly string Zeros = new('0', Bytes * 2);

    private EntryHash(string value) => Value = value;

    /// <summary>What stands before the first entry.</summary>
    public static EntryHash None => default;

    public string Value => field ?? Zeros;

    public static EntryHash Of(EntryHash previous, ReadOnlySpan<byte> record)
    {
        byte[] chained = new byte[Bytes + record.Length];
        Convert.FromHexString(previous.Value).CopyTo(chained, 0);
        record.CopyTo(chained.AsSpan(Bytes));
        return new EntryHash(Convert.ToHexStringLower(SHA256.HashData(chained)));
    }

    public static bool TryFrom(ReadOnlySpan<byte> bytes, out EntryHash hash)
    {
        hash = bytes.Length == Bytes ? new EntryHash(Convert.ToHexStringLower(bytes)) : default;
        return bytes.Length == Bytes;
    }

    public static bool TryParse([NotNullWhen(true)] string? text, out EntryHash hash)
    {
        bool good = text is { Length: Bytes * 2 } && text.All(char.IsAsciiHexDigitLower);
        hash = good ? new EntryHash(text!) : default;
        return good;
    }

    public static EntryHash Parse(string text) =>
        TryParse(text, out EntryHash hash) ? hash : throw new FormatException($"Not an entry hash: \"{text}\".");

    public bool Equals(EntryHash other) => string.Equals(Value, other.Value, StringComparison.Ordinal);
    public override int GetHashCode() => Value.GetHashCode(StringComparison.Ordinal);
    public override string ToString() => Value;
}
