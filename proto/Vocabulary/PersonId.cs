using System.Diagnostics.CodeAnalysis;

namespace SmartLocker;

/// <summary>One person, whatever roles they have: the actor of a hand-over.</summary>
/// <remarks>Up to 40 lower-case letters, digits and dashes, made by the server.</remarks>
public readonly record struct PersonId : IComparable<PersonId>
{
    private const int LengthMax = 40;

    private PersonId(string value) => Value = value;

    public string Value => field ?? "";

    public static bool TryParse([NotNullWhen(true)] string? text, out PersonId person)
    {
        string trimmed = text?.Trim() ?? "";
        bool good = trimmed.Length is > 0 and <= LengthMax && trimmed.All(IsAllowed);
        person = good ? new PersonId(trimmed) : default;
        return good;
    }

    private static bool IsAllowed(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-';

    public static PersonId Parse(string text) =>
        TryParse(text, out PersonId person) ? person : throw new FormatException($"Not a person id: \"{text}\".");

    public int CompareTo(PersonId other) => string.CompareOrdinal(Value, other.Value);
    public override string ToString() => Value;

    public static bool operator <(PersonId left, PersonId right) => left.CompareTo(right) < 0;
    public static bool operator >(PersonId left, PersonId right) => left.CompareTo(right) > 0;
    public static bool operator <=(PersonId left, PersonId right) => left.CompareTo(right) <= 0;
    public static bool operator >=(PersonId left, PersonId right) => left.CompareTo(right) >= 0;
}
