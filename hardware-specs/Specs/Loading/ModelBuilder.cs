using System.Collections.Immutable;
using SmartLocker.HardwareSpecs.Cabinets;
using SmartLocker.HardwareSpecs.Rules;
using SmartLocker.HardwareSpecs.Wiring;
using SmartLocker.HardwareSpecs.Yaml;

namespace SmartLocker.HardwareSpecs.Loading;

/// <summary>Builds the typed model from a sheet that has no fault; whatever is missing here is optional by the schema.</summary>
internal static class ModelBuilder
{
    public static CabinetModel Build(Sheet sheet)
    {
        Node head = sheet.Root["model"];
        Dictionary<string, SensorType> sensors = sheet.SensorTypes.Entries.ToDictionary(entry => entry.Key, SensorTypeOf);
        return new CabinetModel
        {
            Id = head["id"].Text!,
            Revision = head["revision"].Whole!.Value,
            Name = head["name"].Text!,
            Use = head["use"].Text switch
            {
                "documents" => CabinetUse.Documents,
                "parcels" => CabinetUse.Parcels,
                _ => CabinetUse.Mixed,
            },
            Controller = WiringBuilder.Controller(sheet),
            Devices = [.. sheet.Devices.Select(WiringBuilder.Device)],
            Lines = [.. sheet.Lines.Select(WiringBuilder.Line)],
            Power = PowerBuilder.Power(sheet),
            Banks = [.. sheet.Banks.Select(bank => PowerBuilder.Bank(sheet, bank))],
            ExclusiveGroups = [.. sheet.Root["exclusiveGroups"].Items.Select(Group)],
            Policy = Policy(sheet.Policy),
            Peripherals = WiringBuilder.Peripherals(sheet.Peripherals),
            Compartments = [.. sheet.Compartments.Select(door => Compartment(sheet, sensors, door)).OrderBy(door => door.Number)],
        };
    }

    private static ImmutableArray<string> Group(Node group) => [.. group.Items.Select(member => member.Text!)];

    private static CompartmentSpec Compartment(Sheet sheet, Dictionary<string, SensorType> types, Node door)
    {
        Node size = sheet.Root["sizes"][door["size"].Text!];
        int[] heights = [.. door["door"].Items.Select(height => height.Whole!.Value)];
        SensorSpec[] sensors = [.. door["sensors"].Entries.Select(entry => new SensorSpec(Pin(entry.Node), types[entry.Key]))];
        SensorSpec? With(SensorMeaning meaning) => sensors.FirstOrDefault(sensor => sensor.Type.Meaning == meaning);
        return new CompartmentSpec
        {
            Number = door["number"].Whole!.Value,
            Size = Enum.Parse<PacketSize>(door["size"].Text!),
            Inner = new InnerSize(size["w"].Number!.Value, size["h"].Number!.Value, size["d"].Number!.Value),
            Column = door["col"].Whole!.Value,
            Row = door["row"].Whole!.Value,
            DoorBottomMm = heights[0],
            DoorTopMm = heights[1],
            Bank = door["lock"]["bank"].Text!,
            LockChannel = Pin(door["lock"]["ch"]),
            Hook = With(SensorMeaning.HookLatched),
            Door = With(SensorMeaning.DoorShut),
            Item = With(SensorMeaning.ItemPresent),
            Lamp = door["led"].Whole,
        };
    }

    private static SensorType SensorTypeOf((string Key, Node Node) entry) => new()
    {
        Id = entry.Key,
        Meaning = entry.Node["meaning"].Text switch
        {
            "hook-latched" => SensorMeaning.HookLatched,
            "door-shut" => SensorMeaning.DoorShut,
            _ => SensorMeaning.ItemPresent,
        },
        ClosedLevel = entry.Node["closedLevel"].Text switch
        {
            "low" => ClosedLevel.Low,
            "high" => ClosedLevel.High,
            "bit0" => ClosedLevel.Bit0,
            _ => ClosedLevel.Bit1,
        },
        Debounce = Milliseconds(entry.Node["debounceMs"]) ?? TimeSpan.Zero,
        FirstByteIsFirst8 = entry.Node["statusByteOrder"].Text == "first-byte-first-8",
    };

    private static DoorPolicy Policy(Node policy) => new()
    {
        SensePoll = Milliseconds(policy["sensePollMs"])!.Value,
        ReleaseDetect = Milliseconds(policy["releaseDetectMs"])!.Value,
        DoorOpenTimeout = Seconds(policy["doorOpenTimeoutS"]),
        HeldOpenWarn = Seconds(policy["heldOpenWarnS"]),
        HeldOpenAlarm = Seconds(policy["heldOpenAlarmS"]),
        ForcedOpenDebounce = Milliseconds(policy["forcedOpenDebounceMs"])!.Value,
        JamAfterAttempts = policy["jamAfterAttempts"].Whole!.Value,
    };

    public static Channel Pin(Node node) =>
        Channel.TryParse(node.Text, out Channel pin) ? pin : throw new InvalidOperationException($"No channel at {node.Path}.");

    public static TimeSpan? Milliseconds(Node node) => node.Whole is { } count ? TimeSpan.FromMilliseconds(count) : null;

    private static TimeSpan Seconds(Node node) => TimeSpan.FromSeconds(node.Whole!.Value);
}
