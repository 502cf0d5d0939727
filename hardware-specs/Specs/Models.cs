using System.Collections.Immutable;
using SmartLocker.HardwareSpecs.Cabinets;
using SmartLocker.HardwareSpecs.Loading;

namespace SmartLocker.HardwareSpecs;

/// <summary>The reference models that ship with the software.</summary>
public static class Models
{
    private static readonly Lazy<ImmutableArray<CabinetModel>> Shipped = new(() => [.. Resources.Below("models").Select(Load)]);

    /// <summary>All of them, by id.</summary>
    public static ImmutableArray<CabinetModel> All => Shipped.Value;

    /// <param name="id">Such as SDL-24-CH; null where no such model ships.</param>
    public static CabinetModel? Find(string id) => All.FirstOrDefault(model => model.Id == id);

    /// <summary>The text of each shipped model by file name, as a pattern for a model of one's own.</summary>
    public static IEnumerable<(string Name, string Yaml)> Texts =>
        Resources.Below("models").Select(name => (name["models/".Length..], Resources.Text(name)));

    private static CabinetModel Load(string name) => ModelLoader.Load(Resources.Text(name), name) switch
    {
        LoadOutcome.Loaded loaded => loaded.Model,
        LoadOutcome outcome => throw new InvalidOperationException($"A shipped model must load. {outcome}"),
    };
}
