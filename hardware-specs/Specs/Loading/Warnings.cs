using SmartLocker.HardwareSpecs.Cabinets;
using SmartLocker.HardwareSpecs.Rules;
using SmartLocker.HardwareSpecs.Yaml;

namespace SmartLocker.HardwareSpecs.Loading;

/// <summary>What holds every rule and is still worth knowing before such a cabinet is ordered.</summary>
internal static class Warnings
{
    public static IEnumerable<string> Of(Sheet sheet, CabinetModel model)
    {
        foreach (Node lockType in sheet.LockTypes.Where(type => type["source"].Text == "assumed"))
        {
            yield return $"Line {lockType.Line}: the longest on-time of {lockType["id"].Text} is assumed; test it first.";
        }

        if (model.Compartments.Count(door => door.Sensing != Sensing.HookAndDoor) is var single and > 0)
        {
            yield return $"{single} of {model.Compartments.Length} doors have one sensor: released and open look the same there.";
        }

        if (!model.Compartments.Any(door => door.LowDoor))
        {
            yield return $"No door lies between {CompartmentSpec.LowFromMm} and {CompartmentSpec.LowToMm} mm above the floor.";
        }

        if (model.Power.Ups is null)
        {
            yield return "There is no battery: when the mains fails the cabinet stops without a word.";
        }
    }
}
