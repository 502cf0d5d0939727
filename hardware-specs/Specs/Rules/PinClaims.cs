using SmartLocker.HardwareSpecs.Cabinets;
using SmartLocker.HardwareSpecs.Yaml;

namespace SmartLocker.HardwareSpecs.Rules;

/// <summary>Finds every pin that a model file wires something to.</summary>
internal static class PinClaims
{
    private static readonly string[] BusPins = ["sda", "scl", "miso", "mosi", "sclk", "cs", "tx", "rx"];

    public static IEnumerable<PinClaim> Of(Sheet sheet) =>
        Buses(sheet).Concat(Lines(sheet)).Concat(sheet.Compartments.SelectMany(Doors));

    private static IEnumerable<PinClaim> Buses(Sheet sheet) =>
        from bus in sheet.I2c.Concat(sheet.Spi).Concat(sheet.Uarts)
        from name in BusPins
        let pin = bus[name].Whole
        where pin is not null
        select new PinClaim(new Channel(Channel.Gpio, pin.Value), PinRole.Bus, bus[name]);

    private static IEnumerable<PinClaim> Lines(Sheet sheet) =>
        from line in sheet.Lines
        let pin = Sheet.PinOf(line)
        where pin is not null
        select new PinClaim(pin.Value, line["dir"].Text == "out" ? PinRole.LineOut : PinRole.LineIn, line);

    private static IEnumerable<PinClaim> Doors(Node door)
    {
        if (Channel.TryParse(door["lock"]["ch"].Text, out Channel latch))
        {
            yield return new PinClaim(latch, PinRole.Lock, door["lock"]["ch"]);
        }

        foreach ((string _, Node sensor) in door["sensors"].Entries)
        {
            if (Channel.TryParse(sensor.Text, out Channel pin))
            {
                yield return new PinClaim(pin, PinRole.Sensor, sensor);
            }
        }
    }
}
