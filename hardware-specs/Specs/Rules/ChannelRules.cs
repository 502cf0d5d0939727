using SmartLocker.HardwareSpecs.Cabinets;
using SmartLocker.HardwareSpecs.Loading;
using SmartLocker.HardwareSpecs.Yaml;

namespace SmartLocker.HardwareSpecs.Rules;

/// <summary>Pins of expanders and channels of lock boards.</summary>
internal static class ChannelRules
{
    /// <summary>
    /// R05: a channel exists, is used in a direction it can have, and once; a lock board's channel carries its lock and that
    /// lock's feedback. Pins 7 and 15 of the MCP23017 are never inputs (data sheet revision D, 2022).
    /// </summary>
    public static void R05(Sheet sheet, FaultList faults)
    {
        Boards(sheet, faults);
        Dictionary<(Channel, PinRole?), Node> used = [];
        foreach (PinClaim claim in sheet.Claims.Where(claim => !claim.Pin.IsGpio))
        {
            Node? device = sheet.Device(claim.Pin.Device);
            if (device is null || Parts.Of(device["type"].Text) is not { } part)
            {
                continue;
            }

            if (Misuse(claim, device, part) is { } misuse)
            {
                faults.Add("R05", claim.At, misuse);
            }
            else if (!used.TryAdd((claim.Pin, part.IsLockBoard ? claim.Role : null), claim.At))
            {
                Node first = used[(claim.Pin, part.IsLockBoard ? claim.Role : null)];
                faults.Add(
                    "R05",
                    claim.At,
                    $"Expected one use of {claim.Pin}, found a second (first {first.Path}, line {first.Line}).");
            }
        }
    }

    /// <summary>R19: a PCF8574 powers up with every pin high, so it never drives a lock and its outputs are active low.</summary>
    public static void R19(Sheet sheet, FaultList faults)
    {
        foreach (PinClaim claim in sheet.Claims.Where(claim => Parts.IsPcf8574(sheet.Device(claim.Pin.Device)?["type"].Text)))
        {
            if (claim.Role == PinRole.Lock)
            {
                faults.Add("R19", claim.At, $"Expected no lock on a PCF8574, found one on {claim.Pin}.");
            }
            else if (claim.Role == PinRole.LineOut && claim.At["active"].Text == "high")
            {
                faults.Add("R19", claim.At["active"], $"Expected an active-low output on {claim.Pin}, found active high.");
            }
        }
    }

    private static void Boards(Sheet sheet, FaultList faults)
    {
        foreach (Node device in sheet.Devices)
        {
            Node channels = device["channels"];
            int most = Parts.Of(device["type"].Text)?.Channels ?? int.MaxValue;
            if (channels.Whole > most)
            {
                faults.Add(
                    "R05",
                    channels,
                    $"Expected at most {most} channels of {device["type"].Text}, found {channels.Found}.");
            }
        }
    }

    private static string? Misuse(PinClaim claim, Node device, Part part)
    {
        int count = device["channels"].Whole ?? part.Channels;
        int last = part.FirstChannel + count - 1;
        int index = claim.Pin.Index;
        string name = $"{device["type"].Text} {device["id"].Text}";
        return part.Channels == 0 ? $"Expected a part with channels, found {name}."
            : index < part.FirstChannel || index > last
                ? $"Expected channel {part.FirstChannel} to {last} of {name}, found {index}."
            : part.IsLockBoard && claim.Role is PinRole.LineIn or PinRole.LineOut
                ? $"Expected locks and their feedback on {name}, found a line."
            : claim.IsInput && device["use"].Text == "outputs" ? $"Expected outputs on {name}, found an input on {claim.Pin}."
            : claim.IsOutput && device["use"].Text == "inputs" ? $"Expected inputs on {name}, found an output on {claim.Pin}."
            : claim.IsInput && device["type"].Text == "mcp23017" && index is 7 or 15
                ? $"Expected no input on pins 7 and 15 of an MCP23017, found one on {claim.Pin}."
            : null;
    }
}
