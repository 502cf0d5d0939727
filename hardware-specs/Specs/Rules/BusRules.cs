using SmartLocker.HardwareSpecs.Loading;
using SmartLocker.HardwareSpecs.Yaml;

namespace SmartLocker.HardwareSpecs.Rules;

/// <summary>Buses and the addresses on them.</summary>
internal static class BusRules
{
    /// <summary>R04: a device's bus exists and is of its kind; its address is legal for the part and unique on the bus.</summary>
    public static void R04(Sheet sheet, FaultList faults)
    {
        HashSet<string?> i2c = [.. sheet.I2c.Select(bus => bus["id"].Text)];
        HashSet<string?> uarts = [.. sheet.Uarts.Select(bus => bus["id"].Text)];
        Dictionary<(string, int), Node> taken = [];
        foreach (Node device in sheet.Devices)
        {
            if (Parts.Of(device["type"].Text) is not { } part || device["bus"].Text is not { } bus)
            {
                continue;
            }

            if (!(part.IsLockBoard ? uarts : i2c).Contains(bus))
            {
                faults.Add(
                    "R04",
                    device["bus"],
                    $"Expected {(part.IsLockBoard ? "a UART" : "an I2C bus")} for {device["type"].Text}"
                    + $", found {device["bus"].Found}.");
            }

            Address(device, part, bus, taken, faults);
        }
    }

    /// <summary>R20: a bus of lock boards states its echo and speaks one protocol, at the boards' own speed.</summary>
    public static void R20(Sheet sheet, FaultList faults)
    {
        foreach (Node bus in sheet.Uarts)
        {
            Node[] boards = [.. sheet.Devices.Where(device =>
                device["bus"].Text is { } id && id == bus["id"].Text && Parts.Of(device["type"].Text) is { IsLockBoard: true })];
            if (boards.Length == 0)
            {
                continue;
            }

            if (!bus["echo"].Exists)
            {
                faults.Add(
                    "R20",
                    bus["echo"],
                    "Expected echo suppressed or discard on a bus of lock boards, found nothing.");
            }

            foreach (Node other in boards.Where(board => board["type"].Text != boards[0]["type"].Text))
            {
                faults.Add(
                    "R20",
                    other["type"],
                    $"Expected one protocol on bus {bus["id"].Text} ({boards[0]["type"].Text})"
                    + $", found {other["type"].Found}.");
            }

            int baud = Parts.Of(boards[0]["type"].Text)!.Baud;
            if (bus["baud"].Whole != baud)
            {
                faults.Add(
                    "R20",
                    bus["baud"],
                    $"Expected {baud} baud for {boards[0]["type"].Text}, found {bus["baud"].Found}.");
            }
        }
    }

    private static void Address(Node device, Part part, string bus, Dictionary<(string, int), Node> taken, FaultList faults)
    {
        Node address = device["address"];
        if (address.Whole is not { } number)
        {
            return;
        }

        if (!Parts.IsLegal(device["type"].Text!, part, number))
        {
            faults.Add(
                "R04",
                address,
                $"Expected an address of {device["type"].Text} (0x{part.Low:X2} to 0x{part.High:X2})"
                + $", found 0x{number:X2}.");
        }
        else if (!taken.TryAdd((bus, number), address))
        {
            Node first = taken[(bus, number)];
            faults.Add(
                "R04",
                address,
                $"Expected every address once on {bus}"
                + $", found 0x{number:X2} again (first at {first.Path}, line {first.Line}).");
        }
    }
}
