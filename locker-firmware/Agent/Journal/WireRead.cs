using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;

namespace SmartLocker.Firmware.Agent.Journal;

/// <summary>Reads what the wire leaves open; everything that is not as it must be is a <see cref="FormatException"/>.</summary>
internal static class WireRead
{
    public static int Number(uint wire) =>
        wire <= int.MaxValue ? (int)wire : throw new FormatException($"{wire} is no number of ours.");

    public static long Number(ulong wire) =>
        wire <= long.MaxValue ? (long)wire : throw new FormatException($"{wire} is no number of ours.");

    public static T Present<T>(T? message, string name)
        where T : class =>
        message ?? throw new FormatException($"{name} is missing.");

    public static TimeSpan Span(Duration? wire, string name)
    {
        try
        {
            return Present(wire, name).ToTimeSpan();
        }
        catch (Exception outside) when (outside is InvalidOperationException or OverflowException)
        {
            throw new FormatException($"{name} is no duration: {outside.Message}", outside);
        }
    }

    public static DateTimeOffset Moment(Timestamp? wire, string name)
    {
        try
        {
            return Present(wire, name).ToDateTimeOffset();
        }
        catch (Exception outside) when (outside is InvalidOperationException or OverflowException or ArgumentException)
        {
            throw new FormatException($"{name} is no time: {outside.Message}", outside);
        }
    }

    public static ImmutableArray<PersonId> Persons(IEnumerable<string> wire) => [.. wire.Select(PersonId.Parse)];

    public static ImmutableArray<PacketId> Packets(IEnumerable<string> wire) => [.. wire.Select(PacketId.Parse)];

    public static AgencyCode? Agency(string wire) => wire.Length == 0 ? null : AgencyCode.Parse(wire);
}
