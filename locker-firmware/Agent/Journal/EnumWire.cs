using System.Collections.Frozen;

namespace SmartLocker.Firmware.Agent.Journal;

/// <summary>One enum of ours beside its wire twin, paired by name; the wire's zero, unspecified, has no twin.</summary>
/// <remarks>A name that one side lacks fails when the pair is first used, so a test that uses every pair proves
/// them total.</remarks>
internal static class EnumWire<TOurs, TWire>
    where TOurs : struct, Enum
    where TWire : struct, Enum
{
    private static readonly FrozenDictionary<TOurs, TWire> Out =
        Enum.GetValues<TOurs>().ToFrozenDictionary(ours => ours, ours => Enum.Parse<TWire>(ours.ToString()));

    private static readonly FrozenDictionary<TWire, TOurs> In =
        Enum.GetValues<TWire>().Where(wire => !EqualityComparer<TWire>.Default.Equals(wire, default))
            .ToFrozenDictionary(wire => wire, wire => Enum.Parse<TOurs>(wire.ToString()));

    public static TWire Write(TOurs ours) => Out[ours];

    /// <exception cref="FormatException">Unspecified, or a number that this program does not know.</exception>
    public static TOurs Read(TWire wire) =>
        In.TryGetValue(wire, out TOurs ours) ? ours : throw new FormatException($"No {typeof(TOurs).Name} is {wire}.");
}
