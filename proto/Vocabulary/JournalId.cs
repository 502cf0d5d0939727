using System.Diagnostics.CodeAnalysis;

namespace SmartLocker;

/// <summary>Born with a cabinet's journal file; a new file is a new journal.</summary>
/// <remarks>Up to 40 letters, digits and dashes: a random UUID.</remarks>
public readonly record struct JournalId : IComparable<JournalId>
{
    private const int LengthMax = 40;

    private JournalId(string value) => Value = value;

    public string Value => field ?? "";

    public static bool TryParse([NotNullWhen(true)] string? text, out JournalId journal)
    {
        string trimmed = text?.Trim() ?? "";
        bool good = trimmed.Length is > 0 and <= LengthMax && trimmed.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
        journal = good ? new JournalId(trimmed) : default;
        return good;
    }

    public static JournalId Parse(string text) =>
        TryParse(text, out JournalId journal) ? journal : throw new FormatException($"Not a journal id: \"{text}\".");

    public int CompareTo(JournalId other) => string.CompareOrdinal(Value, other.Value);
    public override string ToString() => Value;

    public static bool operator <(JournalId left, JournalId right) => left.CompareTo(right) < 0;
    public static bool operator >(JournalId left, JournalId right) => left.CompareTo(right) > 0;
    public static bool operator <=(JournalId left, JournalId right) => left.CompareTo(right) <= 0;
    public static bool operator >=(JournalId left, JournalId right) => left.CompareTo(right) >= 0;
}
