using System.Globalization;
using System.Text;

namespace SmartLocker.Server.Core.Intake.Markup;

/// <summary>Text as a person reads it: lines joined, indentation and invisible characters gone.</summary>
internal static class CleanText
{
    /// <summary>
    /// A run of blanks with a line break in it joins: by one blank between Latin letters or digits, by nothing beside Chinese,
    /// which has no blanks between words. A run without a line break becomes one blank, an ideographic blank stays.
    /// </summary>
    public static string Of(string written)
    {
        // Nothing to clean in most fields, and a list has tens of thousands of them.
        if (!written.Any(IsUnclean)) { return written; }

        StringBuilder clean = new(written.Length);
        (bool blank, bool lineBreak) = (false, false);
        foreach (char letter in written)
        {
            if (letter is ' ' or '\t' or '\r' or '\n' or '\u0085' or '\u2028' or '\u2029')
            {
                blank = true;
                lineBreak |= letter is not (' ' or '\t');
            }
            else if (!IsInvisible(letter))
            {
                bool joins = blank && clean.Length > 0 && (!lineBreak || (char.IsAscii(clean[^1]) && char.IsAscii(letter)));
                if (joins) { clean.Append(' '); }
                clean.Append(letter);
                (blank, lineBreak) = (false, false);
            }
        }

        return clean.ToString().Trim();
    }

    /// <summary>Without any blank: for codes, numbers, dates and words of a fixed list.</summary>
    public static string Compact(string written)
    {
        string clean = Of(written);
        return clean.Any(char.IsWhiteSpace) ? string.Concat(clean.Where(letter => !char.IsWhiteSpace(letter))) : clean;
    }

    private static bool IsUnclean(char letter) => char.IsWhiteSpace(letter) || IsInvisible(letter);

    /// <summary>
    /// Control and format characters can hide or reverse what a clerk reads; noncharacters and traces say nothing.
    /// </summary>
    private static bool IsInvisible(char letter) =>
        letter is EntityReferences.Trace or '\uFFFE' or '\uFFFF'
        || char.GetUnicodeCategory(letter) is UnicodeCategory.Control or UnicodeCategory.Format;
}
