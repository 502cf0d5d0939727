using System.Globalization;
using System.Text;

namespace SmartLocker.Server.Core.Intake.Fields;

/// <summary>Numbers as documents write them: 115, １１５, 一一五, 一百一十五, 廿二.</summary>
internal static class Numerals
{
    /// <summary>Longer than any year or serial number; keeps the sums below far from overflow.</summary>
    private const int LengthMax = 16;

    private static readonly string[] Digits = ["零〇○", "一壹", "二貳", "三參", "四肆", "五伍", "六陸", "七柒", "八捌", "九玖"];
    private static readonly (string Signs, long Value)[] Units = [("十拾", 10), ("百佰", 100), ("千仟", 1000)];
    private static readonly (char Sign, long Value)[] Tens = [('廿', 20), ('卅', 30), ('卌', 40)];

    /// <summary>The same number in plain digits, leading zeros kept; nothing when the text is no number.</summary>
    public static string? ToPlain(string text)
    {
        if (text.Length is 0 or > LengthMax) { return null; }

        int[] digits = [.. text.Select(Digit)];
        if (digits.All(digit => digit >= 0)) { return string.Concat(digits.Select(digit => (char)('0' + digit))); }

        return Spoken(text) is { } value ? value.ToString(CultureInfo.InvariantCulture) : null;
    }

    public static int? ToInt(string text) =>
        int.TryParse(ToPlain(text), NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : null;

    /// <summary>Full-width letters and digits to ASCII; everything else as it is.</summary>
    public static string Narrow(string text) => Ascii.IsValid(text)
        ? text
        : string.Concat(text.Select(letter => letter is >= '！' and <= '～' ? (char)(letter - '！' + '!') : letter));

    private static int Digit(char sign)
    {
        if (char.IsAsciiDigit(sign)) { return sign - '0'; }
        if (sign is >= '０' and <= '９') { return sign - '０'; }

        return Array.FindIndex(Digits, signs => signs.Contains(sign, StringComparison.Ordinal));
    }

    /// <summary>一百一十五: each digit counts the unit behind it, units go down, 十 alone is 10.</summary>
    private static long? Spoken(string text)
    {
        (long sum, long pending, long unitBefore) = (0, -1, long.MaxValue);
        foreach (char sign in text)
        {
            int digit = Digit(sign);
            if (digit > 0 && pending > 0) { return null; }
            if (digit >= 0)
            {
                pending = digit;
                continue;
            }

            (long unit, long value) = Unit(sign, pending);
            if (unit == 0 || unit >= unitBefore || value == 0) { return null; }

            (sum, pending, unitBefore) = (sum + value, -1, unit);
        }

        return sum + Math.Max(pending, 0);
    }

    private static (long Unit, long Value) Unit(char sign, long pending)
    {
        if (Array.Find(Tens, tens => tens.Sign == sign) is { Value: > 0 } tens) { return (10, pending > 0 ? 0 : tens.Value); }

        long unit = Array.Find(Units, known => known.Signs?.Contains(sign, StringComparison.Ordinal) ?? false).Value;
        return (unit, pending switch { < 0 => unit, _ => pending * unit });
    }
}
