using SmartLocker.HardwareSpecs.Cabinets;
using SmartLocker.HardwareSpecs.Yaml;

namespace SmartLocker.HardwareSpecs.Rules;

/// <summary>A model file laid out for the rules: its parts by id, and who claims which pin.</summary>
/// <remarks>The file may be wrong in any way: what is missing or of the wrong kind reads as null, rules let it pass.</remarks>
internal sealed class Sheet
{
    private readonly Dictionary<string, Node> _devices;
    private readonly Dictionary<string, Node> _lines;
    private readonly Dictionary<string, Node> _banks;
    private readonly Dictionary<string, Node> _rails;
    private readonly Dictionary<string, Node> _lockTypes;

    public Sheet(Node root)
    {
        Root = root;
        _devices = ById(Devices);
        _lines = ById(Lines);
        _banks = ById(Banks);
        _rails = ById(Rails);
        _lockTypes = ById(LockTypes);
        Claims = [.. PinClaims.Of(this)];
    }

    public Node Root { get; }
    public IEnumerable<Node> Devices => Root["devices"].Items;
    public IEnumerable<Node> Lines => Root["lines"].Items;
    public IEnumerable<Node> Banks => Root["banks"].Items;
    public IEnumerable<Node> Rails => Root["power"]["rails"].Items;
    public IEnumerable<Node> LockTypes => Root["lockTypes"].Items;
    public IEnumerable<Node> Compartments => Root["compartments"].Items;
    public IEnumerable<Node> I2c => Root["controller"]["i2c"].Items;
    public IEnumerable<Node> Spi => Root["controller"]["spi"].Items;
    public IEnumerable<Node> Uarts => Root["controller"]["uart"].Items;
    public Node SensorTypes => Root["sensorTypes"];
    public Node Policy => Root["policy"];
    public Node Peripherals => Root["peripherals"];

    /// <summary>Every pin that something is wired to.</summary>
    public IReadOnlyList<PinClaim> Claims { get; }

    public Node? Device(string? id) => Find(_devices, id);
    public Node? Line(string? id) => Find(_lines, id);
    public Node? Bank(string? id) => Find(_banks, id);
    public Node? Rail(string? id) => Find(_rails, id);
    public Node? LockType(string? id) => Find(_lockTypes, id);

    /// <summary>Where a line is, however it is written.</summary>
    public static Channel? PinOf(Node line) =>
        line["gpio"].Whole is { } pin ? new Channel(Channel.Gpio, pin)
        : Channel.TryParse(line["at"].Text, out Channel at) ? at
        : null;

    private static Node? Find(Dictionary<string, Node> nodes, string? id) => id is null ? null : nodes.GetValueOrDefault(id);

    private static Dictionary<string, Node> ById(IEnumerable<Node> nodes) =>
        nodes.Where(node => node["id"].Text is not null)
            .DistinctBy(node => node["id"].Text)
            .ToDictionary(node => node["id"].Text!, StringComparer.Ordinal);
}
