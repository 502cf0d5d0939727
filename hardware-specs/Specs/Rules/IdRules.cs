using SmartLocker.HardwareSpecs.Cabinets;
using SmartLocker.HardwareSpecs.Loading;
using SmartLocker.HardwareSpecs.Wiring;
using SmartLocker.HardwareSpecs.Yaml;

namespace SmartLocker.HardwareSpecs.Rules;

/// <summary>Ids: one name, one thing.</summary>
internal static class IdRules
{
    /// <summary>R02: ids are unique over devices, lines, banks, buses, rails and lock types.</summary>
    public static void R02(Sheet sheet, FaultList faults)
    {
        IEnumerable<Node> things = sheet.Devices.Concat(sheet.Lines).Concat(sheet.Banks).Concat(sheet.I2c).Concat(sheet.Spi)
            .Concat(sheet.Uarts).Concat(sheet.Rails).Concat(sheet.LockTypes);
        Dictionary<string, Node> seen = new(StringComparer.Ordinal);
        foreach (Node id in things.Select(thing => thing["id"]).Where(id => id.Text is not null))
        {
            if (id.Text is Channel.Gpio or GateSpec.AnyChannel)
            {
                faults.Add("R02", id, $"The id \"{id.Text}\" has a meaning of its own: choose another.");
            }
            else if (!seen.TryAdd(id.Text!, id))
            {
                Node first = seen[id.Text!];
                faults.Add(
                    "R02",
                    id,
                    $"Expected every id once, found \"{id.Text}\" again (first at {first.Path}, line {first.Line}).");
            }
        }
    }
}
