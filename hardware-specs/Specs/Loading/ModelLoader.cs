using System.Collections.Immutable;
using SmartLocker.HardwareSpecs.Cabinets;
using SmartLocker.HardwareSpecs.Rules;
using SmartLocker.HardwareSpecs.Schema;
using SmartLocker.HardwareSpecs.Yaml;

namespace SmartLocker.HardwareSpecs.Loading;

/// <summary>Turns the text of a model file into a model, or names everything that is wrong with it.</summary>
/// <remarks>
/// A wrong model burns coils or opens the wrong door, so one fault refuses the whole file; and a technician at a cabinet
/// wants all faults at once, so no rule waits for another. Any text gives an outcome; none makes this throw.
/// </remarks>
public static class ModelLoader
{
    private static readonly JsonSchema Schema = new(Resources.Json("schema/cabinet-model.schema.json"));

    /// <param name="yaml">The text of the file.</param>
    /// <param name="name">How messages call the file.</param>
    public static LoadOutcome Load(string yaml, string name)
    {
        FaultList faults = new();
        (Value? document, IReadOnlyList<ModelFault> unreadable) = YamlReader.Read(yaml);
        foreach (ModelFault fault in unreadable)
        {
            faults.Add(fault);
        }

        if (document is null)
        {
            return new LoadOutcome.Refused(name, [.. faults.InOrder]);
        }

        Node root = new(document, "", 1);
        Schema.Check(root, (at, message) => faults.Add("R01", at, message));
        Sheet sheet = new(root);
        RuleBook.Check(sheet, faults);
        return faults.IsEmpty
            ? Loaded(sheet)
            : new LoadOutcome.Refused(name, [.. faults.InOrder]);
    }

    private static LoadOutcome.Loaded Loaded(Sheet sheet)
    {
        CabinetModel model = ModelBuilder.Build(sheet);
        return new LoadOutcome.Loaded(model, [.. Warnings.Of(sheet, model)]);
    }
}
