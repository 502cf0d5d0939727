using System.Text;

namespace SmartLocker.Server.Core.Intake.Markup;

/// <summary>The characters of a file. <paramref name="IsLossy"/> when some bytes meant nothing and became U+FFFD.</summary>
internal sealed record DecodedText(string Text, bool IsLossy);

/// <summary>
/// Bytes to characters: a byte-order mark wins when the bytes decode by it, else the declared encoding, else UTF-8.
/// </summary>
/// <remarks>Real producers write a UTF-8 mark in front of Big5, so a mark alone proves nothing.</remarks>
internal static class TextDecoder
{
    private const int CodePageOfBig5 = 950;

    /// <summary>How far an XML declaration is looked for; a longer one is none.</summary>
    private const int DeclarationBytesMax = 512;

    private static readonly string[] NamesOfBig5 = ["big5", "x-x-big5", "csbig5", "big5-hkscs", "cp950", "ms950", "windows-950"];

    public static DecodedText Decode(ReadOnlyMemory<byte> bytes)
    {
        (Encoding? marked, int markLength) = Mark(bytes.Span);
        ReadOnlyMemory<byte> content = bytes[markLength..];
        if (marked is not null && Strictly(marked, content.Span) is { } byMark) { return new DecodedText(byMark, false); }

        Encoding declared = Declared(content.Span) ?? marked ?? Encoding.UTF8;
        return Strictly(declared, content.Span) is { } byDeclaration
            ? new DecodedText(byDeclaration, false)
            : new DecodedText(declared.GetString(content.Span), true);
    }

    private static (Encoding? Encoding, int Length) Mark(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (Encoding.UTF8, 3),
        [0xFF, 0xFE, 0, 0, ..] => (Encoding.UTF32, 4),
        [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
        [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),

        // No mark, but a '<' of two bytes (XML 1.0, appendix F).
        [(byte)'<', 0, ..] => (Encoding.Unicode, 0),
        [0, (byte)'<', ..] => (Encoding.BigEndianUnicode, 0),
        _ => (null, 0),
    };

    /// <summary>
    /// Nothing when the bytes are not of this encoding. Bytes missing at the very end are no fault: the file is cut
    /// off.
    /// </summary>
    private static string? Strictly(Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        Encoding strict = (Encoding)encoding.Clone();
        strict.DecoderFallback = DecoderFallback.ExceptionFallback;
        try
        {
            char[] characters = new char[encoding.GetMaxCharCount(bytes.Length)];
            int count = strict.GetDecoder().GetChars(bytes, characters, flush: false);
            return new string(characters, 0, count);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static Encoding? Declared(ReadOnlySpan<byte> bytes)
    {
        string start = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, DeclarationBytesMax)]).TrimStart();
        int end = start.IndexOf("?>", StringComparison.Ordinal);
        if (!start.StartsWith("<?xml", StringComparison.Ordinal) || end < 0) { return null; }

        int name = start.IndexOf("encoding", 0, end, StringComparison.Ordinal);
        if (name < 0) { return null; }

        int open = start.AsSpan(name, end - name).IndexOfAny('"', '\'') + name;
        int close = open < name ? -1 : start.IndexOf(start[open], open + 1);
        return close < 0 ? null : Named(start[(open + 1)..close].Trim());
    }

    private static Encoding? Named(string name)
    {
        if (NamesOfBig5.Contains(name, StringComparer.OrdinalIgnoreCase)) { return CodePage(CodePageOfBig5); }

        // A declaration that could be read byte by byte is not in UTF-16, whatever it says.
        if (name.StartsWith("utf", StringComparison.OrdinalIgnoreCase)) { return Encoding.UTF8; }

        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static Encoding CodePage(int number) =>
        CodePagesEncodingProvider.Instance.GetEncoding(number)
        ?? throw new NotSupportedException($"Code page {number} is not part of this runtime.");
}
