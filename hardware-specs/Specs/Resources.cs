using System.Reflection;
using System.Text;
using System.Text.Json;

namespace SmartLocker.HardwareSpecs;

/// <summary>The files that travel inside this assembly: models, schema, faults.</summary>
internal static class Resources
{
    public static IEnumerable<string> Below(string folder) =>
        Assembly.GetManifestResourceNames().Where(name => name.StartsWith(folder + "/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    public static string Text(string name)
    {
        using Stream stream = Assembly.GetManifestResourceStream(name)
            ?? throw new ArgumentException($"This assembly carries no file \"{name}\".", nameof(name));
        using StreamReader reader = new(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    public static JsonElement Json(string name)
    {
        using JsonDocument document = JsonDocument.Parse(Text(name));
        return document.RootElement.Clone();
    }

    private static Assembly Assembly => typeof(Resources).Assembly;
}
