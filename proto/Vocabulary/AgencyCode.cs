using System.Diagnostics.CodeAnalysis;

namespace SmartLocker;

/// <summary>The code of an agency (機關代碼), such as 327220000I; compared without regard to case.</summary>
/// <remarks>Up to 20 letters and digits, kept in upper case. Most have 10; some are shorter (official address book).</remarks>
public readonly record struct AgencyCode : IComparable<AgencyCode>
{
    private const int LengthMax = 20;

    private AgencyCode(string value) => Value = value;

    public string Value => field ?? "";

    public static bool TryParse([NotNullWhen(true)] string? text, out AgencyCode code)
    {
        string trimmed = text?.Trim() ?? "";
        bool good = trimmed.Length is > 0 and <= LengthMax && trimmed.All(char.IsAsciiLetterOrDigit);
        code = good ? new AgencyCode(trimmed.ToUpperInvariant()) : default;
        return good;
    }

    public static AgencyCode Parse(string text) =>
        TryParse(text, out AgencyCode code) ? code : throw new FormatException($"Not an agency code: \"{text}\".");

    public int CompareTo(AgencyCode other) => string.CompareOrdinal(Value, other.Value);
    public override string ToString() => Value;

    public static bool operator <(AgencyCode left, AgencyCode right) => left.CompareTo(right) < 0;
    public static bool operator >(AgencyCode left, AgencyCode right) => left.CompareTo(right) > 0;
    public static bool operator <=(AgencyCode left, AgencyCode right) => left.CompareTo(right) <= 0;
    public static bool operator >=(AgencyCode left, AgencyCode right) => left.CompareTo(right) >= 0;
}
