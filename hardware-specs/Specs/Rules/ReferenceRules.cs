using SmartLocker.HardwareSpecs.Cabinets;
using SmartLocker.HardwareSpecs.Loading;
using SmartLocker.HardwareSpecs.Wiring;
using SmartLocker.HardwareSpecs.Yaml;

namespace SmartLocker.HardwareSpecs.Rules;

/// <summary>Names that point at other parts of the file.</summary>
internal static class ReferenceRules
{
    /// <summary>
    /// R18: every reference to a line, device, bus or bank resolves to one of the right kind, and the lines of a gate are
    /// critical outputs. `any-channel` stands for a diode-OR of the controller's own pins.
    /// </summary>
    public static void R18(Sheet sheet, FaultList faults)
    {
        Node ups = sheet.Root["power"]["ups"];
        Node scanner = sheet.Peripherals["scanner"];
        Line(sheet, ups["mainsFail"], "in", faults);
        Line(sheet, ups["low"], "in", faults);
        Line(sheet, scanner["trigger"]["line"], "out", faults);
        Line(sheet, scanner["goodRead"], "in", faults);
        Line(sheet, sheet.Peripherals["buzzer"]["line"], "out", faults);
        Line(sheet, sheet.Peripherals["watchdog"]["kick"], "out", faults);
        OneOf(sheet.Uarts, scanner["port"], "a UART", faults);
        OneOf(sheet.Spi, sheet.Peripherals["leds"]["port"], "an SPI bus", faults);
        Device(sheet, sheet.Peripherals["clock"]["device"], ["ds3231", "pcf8563"], faults);
        foreach (Node bank in sheet.Banks)
        {
            Gate(sheet, bank, faults);
            Device(sheet, bank["currentSense"], ["ina219", "ina236"], faults);
        }

        foreach (Node member in sheet.Root["exclusiveGroups"].Items.SelectMany(group => group.Items))
        {
            OneOf(sheet.Banks, member, "a bank", faults);
        }

        foreach (PinClaim claim in sheet.Claims.Where(claim => !claim.Pin.IsGpio && sheet.Device(claim.Pin.Device) is null))
        {
            faults.Add("R18", claim.At, $"Expected the id of a device or gpio, found \"{claim.Pin.Device}\".");
        }
    }

    private static void Gate(Sheet sheet, Node bank, FaultList faults)
    {
        Node fire = bank["gate"]["fire"];
        if (fire.Text == GateSpec.AnyChannel)
        {
            if (bank["kind"].Text is { } kind && kind != Channel.Gpio)
            {
                faults.Add(
                    "R18",
                    fire,
                    $"Expected {GateSpec.AnyChannel} only in a bank of kind gpio, found it in one of kind {kind}.");
            }
        }
        else
        {
            GateLine(sheet, fire, faults);
        }

        GateLine(sheet, bank["gate"]["enable"], faults);
        GateLine(sheet, bank["gate"]["reset"], faults);
    }

    private static void GateLine(Sheet sheet, Node reference, FaultList faults)
    {
        Line(sheet, reference, "out", faults);
        if (sheet.Line(reference.Text) is { } line && line["dir"].Text == "out" && line["critical"].Flag != true)
        {
            faults.Add(
                "R18",
                reference,
                $"Expected a critical output at a gate, found {reference.Text}, which is not marked critical.");
        }
    }

    private static void Line(Sheet sheet, Node reference, string direction, FaultList faults)
    {
        if (reference.Text is not { } id)
        {
            return;
        }

        if (sheet.Line(id) is not { } line)
        {
            faults.Add("R18", reference, $"Expected the id of a line, found {reference.Found}.");
        }
        else if (line["dir"].Text is { } found && found != direction)
        {
            faults.Add("R18", reference, $"Expected a line of direction {direction}, found {id} of direction {found}.");
        }
    }

    private static void Device(Sheet sheet, Node reference, string[] types, FaultList faults)
    {
        bool Fits(Node? device) => device is not null && (device["type"].Text is not { } type || types.Contains(type));

        if (reference.Text is { } id && !Fits(sheet.Device(id)))
        {
            faults.Add(
                "R18",
                reference,
                $"Expected the id of a device of type {string.Join(" or ", types)}, found \"{id}\".");
        }
    }

    private static void OneOf(IEnumerable<Node> things, Node reference, string what, FaultList faults)
    {
        if (reference.Text is { } id && !things.Any(thing => thing["id"].Text == id))
        {
            faults.Add("R18", reference, $"Expected the id of {what}, found \"{id}\".");
        }
    }
}
