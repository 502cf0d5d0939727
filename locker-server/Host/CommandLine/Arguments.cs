using System.Collections.Immutable;

namespace SmartLocker.Server.CommandLine;

/// <summary>What was typed behind a verb: values, and options that the verb said it knows.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> _options = new(StringComparer.Ordinal);
    private readonly List<string> _values = [];

    private Arguments() { }

    public ImmutableArray<string> Values => [.. _values];

    public bool Has(string option) => _options.ContainsKey(option);

    public string? Text(string option) => _options.GetValueOrDefault(option);

    /// <summary>Reads "--name value", "--name=value" and "--flag"; everything else, and all behind "--", is a value.</summary>
    /// <exception cref="UsageException">An option the verb does not know, or one without its value.</exception>
    public static Arguments Read(ReadOnlySpan<string> typed, Verb verb)
    {
        Arguments arguments = new();
        for (int i = 0; i < typed.Length; i++)
        {
            string word = typed[i];
            if (word == "--")
            {
                arguments._values.AddRange(typed[(i + 1)..]);
                break;
            }

            if (!word.StartsWith("--", StringComparison.Ordinal))
            {
                arguments._values.Add(word);
                continue;
            }

            string[] parts = word.Split('=', 2);
            Option option = verb.Options.FirstOrDefault(known => known.Name == parts[0])
                ?? throw new UsageException($"Unknown option {parts[0]}.");
            bool inNextWord = option.Value is not null && parts.Length == 1;
            if (inNextWord && i + 1 == typed.Length) { throw new UsageException($"{option.Name} needs {option.Value}."); }
            if (option.Value is null && parts.Length == 2) { throw new UsageException($"{option.Name} takes no value."); }

            arguments._options[option.Name] = inNextWord ? typed[++i] : parts.ElementAtOrDefault(1) ?? "";
        }

        return arguments;
    }
}
