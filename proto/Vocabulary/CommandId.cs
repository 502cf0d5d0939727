using System.Diagnostics.CodeAnalysis;

namespace SmartLocker;

/// <summary>One order to open a door. Whoever repeats it gets the stored answer, never a second pulse.</summary>
/// <remarks>Up to 40 letters, digits and dashes: a UUID made by the shell that gives the order.</remarks>
public readonly record struct CommandId : IComparable<CommandId>
{
    private const int LengthMax = 40;

    private CommandId(string value) => Value = value;

    public string Value => field ?? "";

    public static bool TryParse([NotNullWhen(true)] string? text, out CommandId command)
    {
        string trimmed = text?.Trim() ?? "";
        bool good = trimmed.Length is > 0 and <= LengthMax && trimmed.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
        command = good ? new CommandId(trimmed) : default;
        return good;
    }

    public static CommandId Parse(string text) =>
        TryParse(text, out CommandId command) ? command : throw new FormatException($"Not a command id: \"{text}\".");

    public int CompareTo(CommandId other) => string.CompareOrdinal(Value, other.Value);
    public override string ToString() => Value;

    public static bool operator <(CommandId left, CommandId right) => left.CompareTo(right) < 0;
    public static bool operator >(CommandId left, CommandId right) => left.CompareTo(right) > 0;
    public static bool operator <=(CommandId left, CommandId right) => left.CompareTo(right) <= 0;
    public static bool operator >=(CommandId left, CommandId right) => left.CompareTo(right) >= 0;
}
