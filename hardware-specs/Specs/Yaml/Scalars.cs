using System.Globalization;
using System.Text.RegularExpressions;

namespace SmartLocker.HardwareSpecs.Yaml;

/// <summary>What an unquoted word means, and which words are refused because readers of YAML disagree about them.</summary>
/// <remarks>
/// YAML 1.1 reads 010 as eight, 1_000 as a thousand, 1:30 as ninety and no as false; YAML 1.2 reads them otherwise. In a
/// file that says how long a coil is energised neither answer will do.
/// </remarks>
internal static partial class Scalars
{
    private static readonly string[] BooleanIsh = ["yes", "no", "on", "off", "y", "n", "true", "false"];

    public static bool IsBooleanIsh(string word) =>
        word is not ("true" or "false") && BooleanIsh.Contains(word, StringComparer.OrdinalIgnoreCase);

    public static bool IsDoubtfulNumber(string word) => Doubtful().IsMatch(word);

    /// <returns>Null, with a fault added, where the word is refused.</returns>
    public static Value? Read(string word, int line, Action<string, string> refuse)
    {
        if (IsBooleanIsh(word))
        {
            refuse("Y04", $"\"{word}\" is a truth value to some readers and a word to others: write true or false, or quote it.");
            return null;
        }

        if (word is "" or "~" || word.Equals("null", StringComparison.OrdinalIgnoreCase))
        {
            return new Value.Nothing(line);
        }

        if (word is "true" or "false")
        {
            return new Value.Flag(word == "true", line);
        }

        if (Hexadecimal().IsMatch(word))
        {
            int amount = int.Parse(word.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            return new Value.Number(amount, line);
        }

        if (Plain().IsMatch(word))
        {
            return new Value.Number(decimal.Parse(word, CultureInfo.InvariantCulture), line);
        }

        if (IsDoubtfulNumber(word))
        {
            refuse("Y03", $"\"{word}\" is read as different numbers by different readers: write plain digits, or quote it.");
            return null;
        }

        return new Value.Text(word, line);
    }

    /// <summary>Sixteen digits are more than any rating needs and fewer than a decimal holds.</summary>
    [GeneratedRegex(@"^-?(0|[1-9][0-9]{0,15})(\.[0-9]{1,9})?\z", RegexOptions.NonBacktracking)]
    private static partial Regex Plain();

    [GeneratedRegex(@"^0x[0-9a-fA-F]{1,7}\z", RegexOptions.NonBacktracking)]
    private static partial Regex Hexadecimal();

    /// <summary>Whatever else begins like a number in some version of YAML: 010, 0o17, 1_000, 1:30, 1e3, .5, +1.</summary>
    [GeneratedRegex(
        @"^[-+]?(0[0-9][0-9_.]*|0[xob][0-9a-fA-F_]+|[0-9][0-9_]*(\.[0-9_]*)?([eE][-+]?[0-9]+)?|\.[0-9_]+([eE][-+]?[0-9]+)?"
        + @"|[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?|\.(inf|Inf|INF|nan|NaN|NAN))\z",
        RegexOptions.NonBacktracking)]
    private static partial Regex Doubtful();
}
