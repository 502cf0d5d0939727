using System.Collections.Immutable;
using System.Globalization;
using System.Net;

namespace SmartLocker.Server.Configuration;

/// <summary>Reads typed settings with their bounds, and knows afterwards which keys nobody asked for.</summary>
/// <remarks>A key that nobody reads is a setting somebody believes in: it stops the program as a wrong value does.</remarks>
internal sealed class SettingsReader(IConfiguration section)
{
    private readonly HashSet<string> _known = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _problems = [];

    public string Text(string key, string fallback) => Found(key) ?? fallback;

    public int Number(string key, int fallback, int least, int most)
    {
        if (Found(key) is not { } text) { return fallback; }

        bool isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value);
        return isNumber && value >= least && value <= most
            ? value
            : Wrong(key, $"a whole number from {least} to {most}", text, fallback);
    }

    public bool Flag(string key, bool fallback) => Found(key) switch
    {
        null => fallback,
        "true" or "True" => true,
        "false" or "False" => false,
        { } text => Wrong(key, "true or false", text, fallback),
    };

    public IPAddress Address(string key, IPAddress fallback) =>
        Found(key) is not { } text ? fallback
        : IPAddress.TryParse(text, out IPAddress? address) ? address
        : Wrong(key, "an IP address, such as 127.0.0.1 or 0.0.0.0", text, fallback);

    /// <summary>Several values in one text, divided by blanks or commas.</summary>
    public ImmutableArray<string> Words(string key, ImmutableArray<string> fallback) =>
        Found(key) is { } text
            ? [.. text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)]
            : fallback;

    public void Refuse(string key, string expected) => _problems.Add($"{section.Key()}{key}: expected {expected}.");

    /// <exception cref="SettingsException">Something was wrong, or a key is one that nobody knows.</exception>
    public void Done()
    {
        IEnumerable<string> unknown = section.AsEnumerable(makePathsRelative: true)
            .Where(pair => pair.Value is not null && !_known.Contains(pair.Key))
            .Select(pair => $"{section.Key()}{pair.Key}: there is no such setting. Known: {string.Join(", ", _known.Order())}.");
        ImmutableArray<string> all = [.. _problems, .. unknown];
        if (!all.IsEmpty) { throw new SettingsException(all); }
    }

    private string? Found(string key)
    {
        _known.Add(key);
        return section[key];
    }

    private T Wrong<T>(string key, string expected, string found, T fallback)
    {
        _problems.Add($"{section.Key()}{key}: expected {expected}, got \"{found}\".");
        return fallback;
    }
}

/// <summary>How a section is named in messages.</summary>
internal static class SectionNames
{
    public static string Key(this IConfiguration section) =>
        section is IConfigurationSection { Path: var path } ? $"{path}:" : "";
}
