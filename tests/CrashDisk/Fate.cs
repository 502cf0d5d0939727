using System.Globalization;

namespace SmartLocker.Disks;

/// <summary>A named luck, for those who go through all of them.</summary>
public sealed class Fate : ILuck
{
    private readonly string _name;
    private readonly Func<UnsyncedSector, bool> _lands;

    private Fate(string name, Func<UnsyncedSector, bool> lands) => (_name, _lands) = (name, lands);

    /// <summary>Everything that the operating system took had just been written out.</summary>
    public static Fate AllKept { get; } = new("all kept", _ => true);

    public static Fate AllLost { get; } = new("all lost", _ => false);

    /// <summary>Every change tears in the middle: the first half of its sectors is there.</summary>
    public static Fate Torn { get; } = new("torn", one => one.Sector < (one.Sectors + 1) / 2);

    /// <summary>The second half is there and the first is not.</summary>
    public static Fate TornBackwards { get; } = new("torn backwards", one => one.Sector >= one.Sectors / 2);

    /// <summary>The last change overtook all others.</summary>
    public static Fate LastOnly { get; } = new("last only", one => one.Change == one.Changes - 1);

    public static Fate AllButFirst { get; } = new("all but the first", one => one.Change > 0);
    public static Fate EveryOther { get; } = new("every other", one => one.Change % 2 == 1);

    /// <summary>All are there, the last one half.</summary>
    public static Fate LastTorn { get; } =
        new("last torn", one => one.Change < one.Changes - 1 || one.Sector < (one.Sectors + 1) / 2);

    public static IReadOnlyList<Fate> All { get; } =
        [AllLost, AllKept, Torn, TornBackwards, LastOnly, AllButFirst, EveryOther, LastTorn];

    /// <summary>Of the first 64 changes those whose bit is set.</summary>
    public static Fate Subset(ulong changes) => new(
        string.Create(CultureInfo.InvariantCulture, $"subset {changes:b}"),
        one => one.Change < 64 && (changes >> one.Change & 1) == 1);

    public bool Lands(UnsyncedSector sector) => _lands(sector);

    public override string ToString() => _name;
}
