using System.Collections.Immutable;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using SmartLocker.Server.Core.Fleet.Journal;

namespace SmartLocker.Server.Rpc.Wire;

/// <summary>Single values of messages, read into our own types or refused with what was expected and found.</summary>
internal static class WireValue
{
    /// <summary>No honest text on the link is longer; names, details and reasons are cut by whoever writes them.</summary>
    private const int TextLengthMax = 1_000;

    public delegate bool Parser<T>(string? text, out T value);

    public static PacketId Packet(string text) => Id<PacketId>("packet number", text, PacketId.TryParse);
    public static PersonId Person(string text) => Id<PersonId>("person id", text, PersonId.TryParse);
    public static CommandId Command(string text) => Id<CommandId>("command id", text, CommandId.TryParse);
    public static JournalId Journal(string text) => Id<JournalId>("journal id", text, JournalId.TryParse);
    public static AgencyCode Agency(string text) => Id<AgencyCode>("agency code", text, AgencyCode.TryParse);

    public static ImmutableArray<PacketId> Packets(IEnumerable<string> texts) => [.. texts.Select(Packet)];
    public static ImmutableArray<PersonId> Persons(IEnumerable<string> texts) => [.. texts.Select(Person)];

    /// <summary>An id made by the cabinet that is kept as text: a visit, a boot, an assignment, a correlation.</summary>
    public static string Reference(string name, string text) =>
        text.Length is > 0 and <= 64 && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
            ? text
            : throw new MalformedException($"Expected a {name} of 1 to 64 letters, digits and dashes, got {Shown(text)}.");

    public static string Text(string name, string text) =>
        text.Length <= TextLengthMax
            ? text
            : throw new MalformedException($"A {name} has at most {TextLengthMax} characters, got {text.Length}.");

    public static long Number(string name, ulong value) =>
        value <= long.MaxValue ? (long)value : throw new MalformedException($"A {name} is at most {long.MaxValue}, got {value}.");

    public static int Count(string name, uint value) =>
        value <= int.MaxValue ? (int)value : throw new MalformedException($"A {name} is at most {int.MaxValue}, got {value}.");

    /// <summary>0 stands for the cabinet as a whole, or for "none".</summary>
    public static int CompartmentOrNone(uint value) => Count("compartment", value);

    public static int Compartment(uint value) =>
        value > 0 ? Count("compartment", value) : throw new MalformedException("Expected a compartment from 1, got 0.");

    public static EntryHash Hash(string name, ByteString bytes) =>
        EntryHash.TryFrom(bytes.Span, out EntryHash hash)
            ? hash
            : throw new MalformedException($"A {name} has {EntryHash.Bytes} bytes, got {bytes.Length}.");

    public static DateTimeOffset Hour(string name, Timestamp? value)
    {
        try
        {
            return value?.ToDateTimeOffset() ?? throw new MalformedException($"Expected a {name}, got none.");
        }
        catch (InvalidOperationException)
        {
            throw new MalformedException($"A {name} is outside the years 1 to 9999.");
        }
    }

    public static TimeSpan Span(string name, Duration? value)
    {
        try
        {
            return value?.ToTimeSpan() is { } span && span >= TimeSpan.Zero
                ? span
                : throw new MalformedException($"Expected a {name} of zero or more.");
        }
        catch (Exception unusual) when (unusual is InvalidOperationException or OverflowException)
        {
            throw new MalformedException($"A {name} is out of range.");
        }
    }

    public static MalformedException Unspecified(string name, object value) => new($"Expected a {name}, got {value}.");

    private static T Id<T>(string name, string text, Parser<T> parser) =>
        parser(text, out T value) ? value : throw new MalformedException($"Expected a {name}, got {Shown(text)}.");

    /// <summary>What a sender wrote, short enough for a log, without control characters.</summary>
    private static string Shown(string text)
    {
        string start = text.Length > 40 ? text[..40] + "…" : text;
        return $"\"{string.Concat(start.Select(c => char.IsControl(c) ? '?' : c))}\"";
    }
}
