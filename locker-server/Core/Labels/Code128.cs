using System.Collections.Immutable;

namespace SmartLocker.Server.Core.Labels;

/// <summary>Turns text into the bars of Code 128 (ISO/IEC 15417), printable ASCII only.</summary>
/// <remarks>
/// Code set B, and C (two digits in one symbol) for runs of digits where that is shorter; so a packet number takes 134
/// modules instead of 189. The quiet zone is not part of the bars: <see cref="QuietModules"/> belong on both sides.
/// </remarks>
public static class Code128
{
    /// <summary>Modules that must stay white to the left and to the right (ISO/IEC 15417, 4.3.3).</summary>
    public const int QuietModules = 10;

    private const int LengthMax = 80;
    private const int ToC = 99;
    private const int ToB = 100;
    private const int StartB = 104;
    private const int StartC = 105;
    private const int Stop = 106;
    private const int CheckModulus = 103;

    /// <summary>A run of digits pays for the switch to C and back from here on; at either end of the text from four.</summary>
    private const int RunInside = 6;
    private const int RunAtEnd = 4;

    /// <returns>The modules from left to right; true is a bar.</returns>
    public static ImmutableArray<bool> Modules(string text)
    {
        if (text.Length is 0 or > LengthMax || text.Any(sign => sign is < ' ' or > '~'))
        {
            throw new ArgumentException($"Expected 1 to {LengthMax} printable ASCII signs, got {text.Length}.", nameof(text));
        }

        List<int> symbols = Symbols(text);
        int check = symbols.Select((symbol, place) => symbol * Math.Max(1, place)).Sum() % CheckModulus;
        return [.. symbols.Append(check).Append(Stop).SelectMany(Bars)];
    }

    private static List<int> Symbols(string text)
    {
        bool inC = PaysToSwitch(text, 0);
        List<int> symbols = [inC ? StartC : StartB];
        for (int at = 0; at < text.Length;)
        {
            int run = DigitsFrom(text, at);
            if (inC && run < 2)
            {
                symbols.Add(ToB);
                inC = false;
            }
            else if (inC)
            {
                symbols.Add((10 * (text[at] - '0')) + text[at + 1] - '0');
                at += 2;
            }
            else if (run % 2 == 0 && PaysToSwitch(text, at))
            {
                symbols.Add(ToC);
                inC = true;
            }
            else
            {
                // The first digit of an odd run too: the pairs then end where the run ends.
                symbols.Add(text[at++] - ' ');
            }
        }

        return symbols;
    }

    private static bool PaysToSwitch(string text, int at)
    {
        int run = DigitsFrom(text, at);
        return run >= (at == 0 || at + run == text.Length ? RunAtEnd : RunInside) || (run == 2 && text.Length == 2);
    }

    private static int DigitsFrom(string text, int at)
    {
        int end = at;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        return end - at;
    }

    private static IEnumerable<bool> Bars(int symbol) =>
        Code128Table.Widths[symbol].SelectMany((width, place) => Enumerable.Repeat(place % 2 == 0, width - '0'));
}
