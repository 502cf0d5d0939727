using System.Diagnostics.CodeAnalysis;

namespace SmartLocker;

/// <summary>The code of a unit inside an agency (單位代碼).</summary>
/// <remarks>Up to 20 letters and digits, kept in upper case.</remarks>
public readonly record struct UnitCode : IComparable<UnitCode>
{
    private const int LengthMax = 20;

    private UnitCode(string value) => Value = value;

    public string Value => field ?? "";

    public static bool TryParse([NotNullWhen(true)] string? text, out UnitCode code)
    {
        string trimmed = text?.Trim() ?? "";
        bool good = trimmed.Length is > 0 and <= LengthMax && trimmed.All(char.IsAsciiLetterOrDigit);
        code = good ? new UnitCode(trimmed.ToUpperInvariant()) : default;
        return good;
    }

    public static UnitCode Parse(string text) =>
        TryParse(text, out UnitCode code) ? code : throw new FormatException($"Not a unit code: \"{text}\".");

    public int CompareTo(UnitCode other) => string.CompareOrdinal(Value, other.Value);
    public override string ToString() => Value;

    public static bool operator <(UnitCode left, UnitCode right) => left.CompareTo(right) < 0;
    public static bool operator >(UnitCode left, UnitCode right) => left.CompareTo(right) > 0;
    public static bool operator <=(UnitCode left, UnitCode right) => left.CompareTo(right) <= 0;
    public static bool operator >=(UnitCode left, UnitCode right) => left.CompareTo(right) >= 0;
}
