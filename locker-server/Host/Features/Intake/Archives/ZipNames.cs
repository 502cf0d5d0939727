using System.Text;
using static SmartLocker.Server.Features.Intake.Archives.ZipLimits;

namespace SmartLocker.Server.Features.Intake.Archives;

/// <summary>Names of zip members: which letters they are, and whether they stay inside the zip's own folder.</summary>
internal static class ZipNames
{
    /// <summary>Bit 11: the name is UTF-8 (APPNOTE 4.4.4).</summary>
    private const ushort Utf8Flag = 0x0800;

    private const int CodePageOfBig5 = 950;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="InvalidDataException">The name leads out of the folder, or is none.</exception>
    public static string PathOf(ReadOnlySpan<byte> name, ushort flags)
    {
        // Decoded first: the second byte of 許, 功 and 蓋 in Big5 is a backslash.
        string written = Decode(name, (flags & Utf8Flag) != 0).Replace('\\', '/');
        string[] steps = written.Split('/');
        bool hasDrive = written.Length >= 2 && char.IsAsciiLetter(written[0]) && written[1] == ':';
        Require(written.Length > 0 && written[0] != '/' && !hasDrive, "A relative name.");
        Require(!steps.Contains("..") && !written.Contains('\0', StringComparison.Ordinal), "A name inside the folder.");

        string path = string.Join('/', steps.Where(step => step is not ("" or ".")));
        Require(path.Length > 0 || written.EndsWith('/'), "A name.");
        return written.EndsWith('/') ? path + "/" : path;
    }

    /// <summary>
    /// Windows in Taiwan writes Big5 and does not say so. Some pairs of Big5 bytes are also UTF-8, but never for a letter that
    /// such a name has: without the flag, UTF-8 is believed only when it gives at least one letter from U+0800 on.
    /// </summary>
    private static string Decode(ReadOnlySpan<byte> name, bool saysUtf8)
    {
        if (System.Text.Ascii.IsValid(name)) { return Encoding.ASCII.GetString(name); }

        try
        {
            string text = StrictUtf8.GetString(name);
            if (saysUtf8 || text.Any(letter => letter >= '\u0800')) { return text; }
        }
        catch (DecoderFallbackException)
        {
            // Not UTF-8, whatever the flag says.
        }

        return CodePagesEncodingProvider.Instance.GetEncoding(CodePageOfBig5)!.GetString(name);
    }
}
