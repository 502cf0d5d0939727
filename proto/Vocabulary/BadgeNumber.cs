using System.Diagnostics.CodeAnalysis;

namespace SmartLocker;

/// <summary>The number on a person's badge. It says who somebody claims to be; it proves nothing.</summary>
/// <remarks>`B`, ten random digits, one check digit (<see cref="CheckDigit"/>): 12 characters.</remarks>
public readonly record struct BadgeNumber : IComparable<BadgeNumber>
{
    /// <summary>How many random digits a new number needs.</summary>
    public const int RandomDigits = 10;

    private const char Mark = 'B';

    private BadgeNumber(string value) => Value = value;

    public string Value => field ?? "";

    /// <param name="digits">Ten digits, drawn by the shell.</param>
    public static BadgeNumber FromDigits(string digits) =>
        TryParse($"{Mark}{digits}{CheckDigit.Of(digits)}", out BadgeNumber badge)
            ? badge
            : throw new ArgumentException($"Expected {RandomDigits} digits, got \"{digits}\".", nameof(digits));

    /// <summary>Reads what a scanner or a person gave; letters in either case.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out BadgeNumber badge)
    {
        bool good = text is { Length: RandomDigits + 2 } && (text[0] | ' ') == (Mark | ' ') && CheckDigit.Holds(text.AsSpan(1));
        badge = good ? new BadgeNumber(Mark + text![1..]) : default;
        return good;
    }

    public static BadgeNumber Parse(string text) =>
        TryParse(text, out BadgeNumber badge) ? badge : throw new FormatException($"Not a badge number: \"{text}\".");

    public int CompareTo(BadgeNumber other) => string.CompareOrdinal(Value, other.Value);
    public override string ToString() => Value;

    public static bool operator <(BadgeNumber left, BadgeNumber right) => left.CompareTo(right) < 0;
    public static bool operator >(BadgeNumber left, BadgeNumber right) => left.CompareTo(right) > 0;
    public static bool operator <=(BadgeNumber left, BadgeNumber right) => left.CompareTo(right) <= 0;
    public static bool operator >=(BadgeNumber left, BadgeNumber right) => left.CompareTo(right) >= 0;
}
