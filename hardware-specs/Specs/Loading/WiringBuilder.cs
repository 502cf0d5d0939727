using SmartLocker.HardwareSpecs.Cabinets;
using SmartLocker.HardwareSpecs.Rules;
using SmartLocker.HardwareSpecs.Wiring;
using SmartLocker.HardwareSpecs.Yaml;

namespace SmartLocker.HardwareSpecs.Loading;

/// <summary>Builds what carries signals: the controller, its buses, the parts on them, lines and peripherals.</summary>
internal static class WiringBuilder
{
    private const int I2cHertz = 100_000;

    public static ControllerSpec Controller(Sheet sheet)
    {
        Node controller = sheet.Root["controller"];
        Node gpio = controller["gpio"];
        return new ControllerSpec
        {
            Board = controller["board"].Text!,
            Virtual = gpio["driver"].Text == "virtual",
            ChipLabel = gpio["chipLabel"].Text!,
            StrictGpio = gpio["strictGpiod"].Flag!.Value,
            Buses = [.. sheet.I2c.Select(I2c), .. sheet.Spi.Select(Spi), .. sheet.Uarts.Select(Uart)],
        };
    }

    public static DeviceSpec Device(Node device)
    {
        string type = device["type"].Text!;
        int channels = device["channels"].Whole ?? Parts.Of(type)!.Channels;
        return new DeviceSpec(device["id"].Text!, type, device["bus"].Text!, device["address"].Whole!.Value, channels)
        {
            Use = device["use"].Text,
        };
    }

    public static LineSpec Line(Node line) => new()
    {
        Id = line["id"].Text!,
        At = Sheet.PinOf(line)!.Value,
        Output = line["dir"].Text == "out",
        ActiveHigh = line["active"].Text == "high",
        SafeIsActive = line["safe"].Text == "active",
        Pull = line["pull"].Text switch { "up" => PinPull.Up, "down" => PinPull.Down, _ => PinPull.None },
        Critical = line["critical"].Flag ?? false,
        Pwm = line["pwm"].Flag ?? false,
    };

    public static PeripheralSpec Peripherals(Node peripherals) => new()
    {
        Scanner = Scanner(peripherals["scanner"]),
        BuzzerLine = peripherals["buzzer"]["line"].Text,
        Lamps = peripherals["leds"]["count"].Whole ?? 0,
        LampBus = peripherals["leds"]["port"].Text,
        ClockDevice = peripherals["clock"]["device"].Text,
        Watchdog = Watchdog(peripherals["watchdog"]),
    };

    private static ScannerSpec? Scanner(Node scanner) => !scanner.Exists ? null : new ScannerSpec
    {
        Type = scanner["type"].Text!,
        Port = scanner["port"].Text,
        DevicePath = scanner["device"].Text,
        Baud = scanner["baud"].Whole,
        Suffix = scanner["suffix"].Text!,
        TriggerLine = scanner["trigger"]["line"].Text,
        TriggerMin = ModelBuilder.Milliseconds(scanner["trigger"]["minMs"]),
        TriggerMax = ModelBuilder.Milliseconds(scanner["trigger"]["maxOnMs"]),
        GoodReadLine = scanner["goodRead"].Text,
    };

    private static WatchdogSpec? Watchdog(Node watchdog) => !watchdog.Exists ? null : new WatchdogSpec(
        watchdog["kick"].Text!,
        ModelBuilder.Milliseconds(watchdog["periodMs"])!.Value,
        ModelBuilder.Milliseconds(watchdog["timeoutMs"])!.Value);

    private static BusSpec I2c(Node bus) =>
        new BusSpec.I2c(bus["id"].Text!, bus["bus"].Whole!.Value, bus["hz"].Whole ?? I2cHertz);

    private static BusSpec Spi(Node bus) => new BusSpec.Spi(bus["id"].Text!, bus["device"].Text!);

    private static BusSpec Uart(Node bus) =>
        new BusSpec.Uart(bus["id"].Text!, bus["device"].Text!, bus["baud"].Whole ?? 0, bus["echo"].Text == "discard");
}
