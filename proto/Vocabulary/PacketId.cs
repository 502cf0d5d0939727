using System.Diagnostics.CodeAnalysis;

namespace SmartLocker;

/// <summary>The number of a packet: what its label's bar code says, and nothing about what is inside.</summary>
/// <remarks>`P`, twelve random digits, a check digit (<see cref="CheckDigit"/>): 14 characters, such as P1234567890124.</remarks>
public readonly record struct PacketId : IComparable<PacketId>
{
    /// <summary>How many random digits a new number needs.</summary>
    public const int RandomDigits = 12;

    private const char Mark = 'P';

    private PacketId(string value) => Value = value;

    public string Value => field ?? "";

    /// <param name="digits">Twelve digits, drawn by the shell.</param>
    public static PacketId FromDigits(string digits) =>
        TryParse($"{Mark}{digits}{CheckDigit.Of(digits)}", out PacketId packet)
            ? packet
            : throw new ArgumentException($"Expected {RandomDigits} digits, got \"{digits}\".", nameof(digits));

    /// <summary>Reads what a scanner or a person gave; letters in either case.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out PacketId packet)
    {
        bool good = text is { Length: RandomDigits + 2 } && (text[0] | ' ') == (Mark | ' ') && CheckDigit.Holds(text.AsSpan(1));
        packet = good ? new PacketId(Mark + text![1..]) : default;
        return good;
    }

    public static PacketId Parse(string text) =>
        TryParse(text, out PacketId packet) ? packet : throw new FormatException($"Not a packet number: \"{text}\".");

    public int CompareTo(PacketId other) => string.CompareOrdinal(Value, other.Value);
    public override string ToString() => Value;

    public static bool operator <(PacketId left, PacketId right) => left.CompareTo(right) < 0;
    public static bool operator >(PacketId left, PacketId right) => left.CompareTo(right) > 0;
    public static bool operator <=(PacketId left, PacketId right) => left.CompareTo(right) <= 0;
    public static bool operator >=(PacketId left, PacketId right) => left.CompareTo(right) >= 0;
}
