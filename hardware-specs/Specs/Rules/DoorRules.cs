using SmartLocker.HardwareSpecs.Cabinets;
using SmartLocker.HardwareSpecs.Loading;
using SmartLocker.HardwareSpecs.Yaml;

namespace SmartLocker.HardwareSpecs.Rules;

/// <summary>Compartments: their numbers, what watches them, how large they are and where their doors sit.</summary>
internal static class DoorRules
{
    /// <summary>A C4 envelope with its contents, mm, smallest side first.</summary>
    private static readonly decimal[] C4 = [40, 235, 330];

    /// <summary>R06: compartments are numbered 1…N once each; each has a hook or door sensor of a known type.</summary>
    public static void R06(Sheet sheet, FaultList faults)
    {
        Node[] doors = [.. sheet.Compartments];
        Dictionary<int, Node> seen = [];
        foreach (Node number in doors.Select(door => door["number"]).Where(number => number.Whole is not null))
        {
            if (number.Whole > doors.Length || number.Whole < 1)
            {
                faults.Add("R06", number, $"Expected numbers from 1 to {doors.Length}, found {number.Found}.");
            }
            else if (!seen.TryAdd(number.Whole!.Value, number))
            {
                faults.Add(
                    "R06",
                    number,
                    "Expected every number once"
                    + $", found {number.Found} again (first on line {seen[number.Whole.Value].Line}).");
            }
        }

        foreach (Node door in doors.Where(door => door["sensors"].Exists))
        {
            Sensors(sheet, door, faults);
        }
    }

    /// <summary>R15: a door's size is stated; each for documents takes a C4 envelope; S, M, L do not shrink.</summary>
    public static void R15(Sheet sheet, FaultList faults)
    {
        Node sizes = sheet.Root["sizes"];
        foreach (Node size in sheet.Compartments.Select(door => door["size"])
            .Where(size => size.Text is { } name && !sizes[name].Exists))
        {
            faults.Add("R15", size, $"Expected a size that is stated under sizes, found {size.Found}.");
        }

        decimal[]? smaller = null;
        foreach (string name in Enum.GetNames<PacketSize>().Where(name => Sides(sizes[name]) is not null))
        {
            decimal[] sides = Sides(sizes[name])!;
            if (sheet.Root["model"]["use"].Text == "documents" && sides.Zip(C4).Any(pair => pair.First < pair.Second))
            {
                faults.Add(
                    "R15",
                    sizes[name],
                    $"Expected room for a C4 envelope (330 × 235 × 40 mm), found {string.Join(" × ", sides)} mm.");
            }

            if (smaller is not null && sides.Zip(smaller).Any(pair => pair.First < pair.Second))
            {
                faults.Add(
                    "R15",
                    sizes[name],
                    $"Expected {name} to be no smaller than the size before it, found {string.Join(" × ", sides)} mm.");
            }

            smaller = sides;
        }
    }

    /// <summary>R23: a door is no lower than its compartment is high, and the doors of a column do not overlap.</summary>
    public static void R23(Sheet sheet, FaultList faults)
    {
        foreach (Node door in sheet.Compartments)
        {
            (int? bottom, int? top) = Edges(door);
            decimal? inner = door["size"].Text is { } size ? sheet.Root["sizes"][size]["h"].Number : null;
            if (top - bottom < (inner ?? 1))
            {
                faults.Add(
                    "R23",
                    door["door"],
                    $"Expected a door at least {inner ?? 1} mm high, found edges at {bottom} and {top} mm.");
            }
        }

        foreach (IGrouping<int?, Node> column in sheet.Compartments.Where(IsPlaced).GroupBy(door => door["col"].Whole))
        {
            Node[] downwards = [.. column.OrderBy(door => door["row"].Whole)];
            foreach ((Node upper, Node lower) in downwards.Zip(downwards.Skip(1)))
            {
                if (upper["row"].Whole == lower["row"].Whole || Edges(lower).Top > Edges(upper).Bottom)
                {
                    faults.Add(
                        "R23",
                        lower["door"],
                        $"Expected column {column.Key}, row {lower["row"].Whole} to lie below the door on line {upper.Line}"
                        + $", found its upper edge at {Edges(lower).Top} mm.");
                }
            }
        }
    }

    private static void Sensors(Sheet sheet, Node door, FaultList faults)
    {
        bool watched = false;
        HashSet<string> meanings = [];
        foreach ((string name, Node sensor) in door["sensors"].Entries)
        {
            Node type = sheet.SensorTypes[name];
            if (!type.Exists)
            {
                faults.Add("R06", sensor, $"Expected a sensor type that is stated under sensorTypes, found \"{name}\".");
            }
            else if (type["meaning"].Text is { } meaning && !meanings.Add(meaning))
            {
                faults.Add("R06", sensor, $"Expected one sensor for {meaning} at a door, found a second.");
            }
            else if (OnLockBoard(sheet, sensor) is { } board && type["closedLevel"].Text is { } level
                && board != level is "bit0" or "bit1")
            {
                string expected = board ? "status bit" : "level";
                faults.Add("R06", sensor, $"Expected a {expected} as closedLevel of {name}, found {level}.");
            }

            watched |= !type.Exists || type["meaning"].Text is not "item-present";
        }

        if (!watched)
        {
            faults.Add("R06", door["sensors"], "Expected a hook or a door sensor, found neither.");
        }
    }

    /// <returns>Null where the channel names nothing that is known.</returns>
    private static bool? OnLockBoard(Sheet sheet, Node sensor) =>
        !Channel.TryParse(sensor.Text, out Channel pin) ? null
        : pin.IsGpio ? false
        : Parts.Of(sheet.Device(pin.Device)?["type"].Text)?.IsLockBoard;

    private static decimal[]? Sides(Node size) =>
        (size["w"].Number, size["h"].Number, size["d"].Number) is ({ } w, { } h, { } d) ? [.. new[] { w, h, d }.Order()] : null;

    private static (int? Bottom, int? Top) Edges(Node door)
    {
        Node[] edges = [.. door["door"].Items];
        return edges.Length == 2 ? (edges[0].Whole, edges[1].Whole) : (null, null);
    }

    private static bool IsPlaced(Node door) =>
        door["col"].Whole is not null && door["row"].Whole is not null && Edges(door) is ({ } bottom, { } top) && bottom < top;
}
