using System.Buffers;
using System.Text;

namespace SmartLocker.Server.Core.Intake.Markup;

/// <summary>Takes references to entities out of a text before any reader could expand them.</summary>
/// <remarks>
/// Each leaves <see cref="Trace"/> behind, so that a field which must not be guessed (secrecy, a code) can tell that something
/// was there; everywhere else the trace is cleaned away and the entity has expanded to nothing.
/// </remarks>
internal static class EntityReferences
{
    /// <summary>U+FFFC, "something that is not text stood here".</summary>
    public const char Trace = '\uFFFC';

    private static readonly string[] Predefined = ["amp", "lt", "gt", "quot", "apos"];

    private static readonly SearchValues<char> NameEnds = SearchValues.Create(" \t\r\n&<>;\"'#");

    public static (string Text, int Count) Remove(string text)
    {
        if (!text.Contains('&', StringComparison.Ordinal)) { return (text, 0); }

        StringBuilder kept = new(text.Length);
        (int at, int count) = (0, 0);
        while (at < text.Length)
        {
            int next = text.AsSpan(at).IndexOfAny('&', '<');
            next = next < 0 ? text.Length : at + next;
            int end = next == text.Length ? next : EndOfVerbatim(text, next);
            int length = end == next && end < text.Length ? ReferenceLength(text.AsSpan(next)) : 0;
            kept.Append(text, at, end - at);
            if (length > 0)
            {
                kept.Append(Trace);
                count++;
            }
            else if (end == next && end < text.Length)
            {
                kept.Append(text[end]);
                length = 1;
            }

            at = end + length;
        }

        return (kept.ToString(), count);
    }

    /// <summary>Where a comment, CDATA section or instruction beginning here ends; right here when none begins.</summary>
    private static int EndOfVerbatim(string text, int at)
    {
        ReadOnlySpan<char> rest = text.AsSpan(at);
        string? close = rest switch
        {
            _ when rest.StartsWith("<!--") => "-->",
            _ when rest.StartsWith("<![CDATA[") => "]]>",
            _ when rest.StartsWith("<?") => "?>",
            _ => null,
        };
        if (close is null) { return at; }

        int end = rest.IndexOf(close);
        return end < 0 ? text.Length : at + end + close.Length;
    }

    /// <summary>The length of "&amp;name;", zero for characters, the five predefined names and a stray "&amp;".</summary>
    private static int ReferenceLength(ReadOnlySpan<char> text)
    {
        if (text[0] != '&') { return 0; }

        int end = text[1..].IndexOfAny(NameEnds);
        if (end <= 0 || text[end + 1] != ';') { return 0; }

        ReadOnlySpan<char> name = text.Slice(1, end);
        foreach (string known in Predefined)
        {
            if (name.SequenceEqual(known)) { return 0; }
        }

        return end + 2;
    }
}
