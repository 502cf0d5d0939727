using SmartLocker.HardwareSpecs.Loading;

namespace SmartLocker.HardwareSpecs.Tests.Loading;

/// <summary>Shipped models with something changed in them.</summary>
internal static class Spoilt
{
    public static string Text(string model) =>
        Models.Texts.Single(text => text.Name == $"{model}.yaml").Yaml;

    /// <summary>Replaces what stands there exactly once: a change that hits nothing would prove nothing.</summary>
    public static string Text(string model, string old, string @new)
    {
        string text = Text(model);
        int first = text.IndexOf(old, StringComparison.Ordinal);
        bool once = first >= 0 && first == text.LastIndexOf(old, StringComparison.Ordinal);
        Assert.True(once, $"Expected \"{old}\" once in {model}.");
        return text.Replace(old, @new, StringComparison.Ordinal);
    }

    public static IReadOnlyList<ModelFault> Faults(string yaml) => ModelLoader.Load(yaml, "spoilt") switch
    {
        LoadOutcome.Refused refused => refused.Faults,
        _ => [],
    };

    public static IReadOnlyList<ModelFault> Faults(string model, string old, string @new) => Faults(Text(model, old, @new));
}
