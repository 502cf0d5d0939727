using System.Buffers.Binary;
using System.Text.RegularExpressions;
using SmartLocker.Firmware.Core.Cabinet;

namespace SmartLocker.Firmware.Core.Tests.Cabinet;

/// <summary>Transition tables as text: one line per state and input that changes something.</summary>
internal static partial class Tables
{
    public static StepMoment Moment(double seconds) => new(new Uptime(TimeSpan.FromSeconds(seconds)), Ids());

    public static string Of<TState, TInput>(
        IEnumerable<TState> states, IEnumerable<TInput> inputs,
        Func<TState, TInput, (TState Next, IEnumerable<object> Effects)> step)
        where TState : notnull where TInput : notnull
    {
        List<string> lines = [];
        foreach (TState state in states)
        {
            foreach (TInput input in inputs)
            {
                (TState next, IEnumerable<object> effects) = step(state, input);
                string changed = next.Equals(state) ? "=" : Short(next);
                if (changed != "=" || effects.Any())
                {
                    string follows = string.Concat(effects.Select(effect => $" ! {Short(effect)}"));
                    lines.Add($"{Short(state)} | {Short(input)} -> {changed}{follows}");
                }
            }
        }

        return string.Join('\n', lines) + "\n";
    }

    public static HashSet<string> Nested(Type family) => [.. family.GetNestedTypes().Select(type => type.Name)];

    public static HashSet<string> Names<T>(IEnumerable<T> cases) where T : notnull =>
        [.. cases.Select(one => one.GetType().Name)];

    /// <summary>Without what every case has alike: the case itself, ids, types of collections.</summary>
    private static string Short(object value)
    {
        string text = CaseOf().Replace(value.ToString()!, "");
        text = Ids32().Replace(text, "#");
        return Empties().Replace(text, "").Replace(" { }", "", StringComparison.Ordinal);
    }

    private static IdSource Ids()
    {
        byte[] seed = new byte[32];
        BinaryPrimitives.WriteInt32BigEndian(seed, 7);
        return new IdSource([.. seed]);
    }

    [GeneratedRegex(@"Case = \w+ \{.*?\}(, )?")]
    private static partial Regex CaseOf();

    [GeneratedRegex("[0-9a-f]{32}")]
    private static partial Regex Ids32();

    [GeneratedRegex("(?<= ),? (?=})")]
    private static partial Regex Empties();
}
