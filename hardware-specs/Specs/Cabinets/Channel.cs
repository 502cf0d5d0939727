using System.Globalization;

namespace SmartLocker.HardwareSpecs.Cabinets;

/// <summary>One pin or relay of a device, written as `device.index`; the controller's own pins are `gpio.N`.</summary>
/// <remarks>Lock boards count from 1, as printed on the board; pins of expanders from 0, as in their data sheets.</remarks>
public readonly record struct Channel(string Device, int Index)
{
    /// <summary>The name that stands for the controller's own pins; no device may bear it.</summary>
    public const string Gpio = "gpio";

    public bool IsGpio => Device == Gpio;

    public static bool TryParse(string? text, out Channel channel)
    {
        int dot = text?.LastIndexOf('.') ?? -1;
        int index = 0;
        bool good = dot > 0 && int.TryParse(text.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out index);
        channel = good ? new Channel(text![..dot], index) : default;
        return good;
    }

    public override string ToString() => $"{Device}.{Index}";
}
