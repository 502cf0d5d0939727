using System.Diagnostics.CodeAnalysis;

namespace SmartLocker;

/// <summary>The name of one cabinet, as its certificate carries it.</summary>
/// <remarks>Up to 32 upper-case letters, digits and dashes, such as CITYHALL-1.</remarks>
public readonly record struct CabinetId : IComparable<CabinetId>
{
    private const int LengthMax = 32;

    private CabinetId(string value) => Value = value;

    public string Value => field ?? "";

    public static bool TryParse([NotNullWhen(true)] string? text, out CabinetId cabinet)
    {
        string trimmed = text?.Trim() ?? "";
        bool good = trimmed.Length is > 0 and <= LengthMax && trimmed.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
        cabinet = good ? new CabinetId(trimmed.ToUpperInvariant()) : default;
        return good;
    }

    public static CabinetId Parse(string text) =>
        TryParse(text, out CabinetId cabinet) ? cabinet : throw new FormatException($"Not a cabinet id: \"{text}\".");

    public int CompareTo(CabinetId other) => string.CompareOrdinal(Value, other.Value);
    public override string ToString() => Value;

    public static bool operator <(CabinetId left, CabinetId right) => left.CompareTo(right) < 0;
    public static bool operator >(CabinetId left, CabinetId right) => left.CompareTo(right) > 0;
    public static bool operator <=(CabinetId left, CabinetId right) => left.CompareTo(right) <= 0;
    public static bool operator >=(CabinetId left, CabinetId right) => left.CompareTo(right) >= 0;
}
