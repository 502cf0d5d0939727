using SmartLocker.HardwareSpecs.Loading;
using SmartLocker.HardwareSpecs.Yaml;

namespace SmartLocker.HardwareSpecs.Rules;

/// <summary>The controller's own pins.</summary>
internal static class PinRules
{
    /// <summary>R03: each GPIO has one owner; only 2–27 may be used (0 and 1 are the bus of add-on boards).</summary>
    public static void R03(Sheet sheet, FaultList faults)
    {
        Dictionary<int, PinClaim> owners = [];
        foreach (PinClaim claim in sheet.Claims.Where(claim => claim.Pin.IsGpio))
        {
            if (claim.Pin.Index is < 2 or > 27)
            {
                faults.Add("R03", claim.At, $"Expected a GPIO from 2 to 27, found {claim.Pin.Index}.");
            }
            else if (!owners.TryAdd(claim.Pin.Index, claim))
            {
                Node first = owners[claim.Pin.Index].At;
                faults.Add(
                    "R03",
                    claim.At,
                    $"Expected one owner of GPIO {claim.Pin.Index}"
                    + $", found a second (first {first.Path}, line {first.Line}).");
            }
        }
    }

    /// <summary>
    /// R11: locks and critical outputs keep off pins that a reset pulls up or a booting controller drives (GPIO 0–8, 14, 15),
    /// their safe level is low, and a resistor of their own holds it (BCM2835 peripherals, p. 102).
    /// </summary>
    public static void R11(Sheet sheet, FaultList faults)
    {
        foreach (PinClaim claim in sheet.Claims.Where(claim => claim.Pin.IsGpio && IsCritical(claim)))
        {
            if (claim.Pin.Index is <= 8 or 14 or 15)
            {
                faults.Add(
                    "R11",
                    claim.At,
                    $"Expected a pin that is low at reset, found GPIO {claim.Pin.Index} (0–8, 14, 15 are not).");
            }
        }

        foreach (Node line in sheet.Lines.Where(IsCriticalOutput))
        {
            Line(line, faults);
        }

        foreach (Node bank in sheet.Banks.Where(bank => bank["kind"].Text == "gpio" && bank["externalPull"].Text != "down"))
        {
            faults.Add(
                "R11",
                bank["externalPull"],
                $"Expected externalPull down at the gates of GPIO locks, found {bank["externalPull"].Found}.");
        }
    }

    /// <summary>R21: the chip's label is the one of the board.</summary>
    public static void R21(Sheet sheet, FaultList faults)
    {
        string? board = sheet.Root["controller"]["board"].Text;
        Node label = sheet.Root["controller"]["gpio"]["chipLabel"];
        string? expected = board switch
        {
            "rpi-5" or "rpi-cm5" => "pinctrl-rp1",
            "rpi-4" or "rpi-cm4" => "pinctrl-bcm2711",
            _ => null,
        };
        if (expected is not null && label.Text is not null && label.Text != expected)
        {
            faults.Add("R21", label, $"Expected the chip label {expected} on {board}, found {label.Found}.");
        }
    }

    private static void Line(Node line, FaultList faults)
    {
        if (line["safe"].Text is not { } safe || line["active"].Text is not { } active)
        {
            return;
        }

        if ((safe == "active") == (active == "high"))
        {
            faults.Add(
                "R11",
                line,
                $"Expected a critical output whose safe level is low, found one whose safe level is high.");
        }
        else if (line["externalPull"].Text != "down")
        {
            faults.Add(
                "R11",
                line["externalPull"],
                $"Expected externalPull down on a critical output, found {line["externalPull"].Found}.");
        }
    }

    private static bool IsCritical(PinClaim claim) => claim.Role == PinRole.Lock || IsCriticalOutput(claim.At);

    private static bool IsCriticalOutput(Node line) => line["critical"].Flag == true && line["dir"].Text == "out";
}
