using System.Globalization;
using SmartLocker.Simulation.World;

namespace SmartLocker.Simulation;

/// <summary>The command line: names, each with a value or alone.</summary>
internal sealed class Arguments
{
    private static readonly string[] Numbers = ["--seeds", "--hours", "--from", "--seed", "--hunt"];
    private static readonly string[] Texts = ["--about", "--mutant"];
    private const string Faults = "--plagues";
    private static readonly string[] Alone = ["--help", "--mutants", "--nightly", "--dense"];

    private readonly Dictionary<string, string> _given = new(StringComparer.Ordinal);

    /// <returns>Nothing when something is not known or not a number.</returns>
    public static Arguments? Read(string[] arguments)
    {
        Arguments read = new();
        for (int index = 0; index < arguments.Length; index++)
        {
            string name = arguments[index];
            bool alone = Alone.Contains(name);
            if (!alone && ++index >= arguments.Length) { return null; }

            string value = alone ? "" : arguments[index];
            bool good = alone || Texts.Contains(name) || (name == Faults && KindsOf(value) is not null)
                || (Numbers.Contains(name) && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _));
            if (!good || !read._given.TryAdd(name, value)) { return null; }
        }

        return read;
    }

    public IReadOnlyList<FaultKind> Plagues() => Text(Faults) is { } text ? KindsOf(text)! : [];

    private static FaultKind[]? KindsOf(string text)
    {
        string[] names = text.Split(',');
        return names.All(Enum.GetNames<FaultKind>().Contains) ? [.. names.Select(Enum.Parse<FaultKind>)] : null;
    }

    public bool Has(string name) => _given.ContainsKey(name);

    public string? Text(string name) => _given.GetValueOrDefault(name);

    public int? Number(string name) => Text(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
