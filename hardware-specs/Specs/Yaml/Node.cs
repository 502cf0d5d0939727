namespace SmartLocker.HardwareSpecs.Yaml;

/// <summary>A place in a model file: what stands there, its path and its line.</summary>
/// <remarks>
/// Asking a node for what it has not got answers a node that is not there; so a rule can look at a wrong file and say
/// nothing about what another rule has named already. Several places may share one value (an anchor).
/// </remarks>
internal sealed class Node(Value? value, string path, int line)
{
    public string Path => path;
    public int Line => value?.Line ?? line;
    public Value? Value => value;
    public bool Exists => value is not null;

    public Node this[string key] => new((value as Value.Map)?.Find(key), path.Length == 0 ? key : $"{path}.{key}", Line);

    public IEnumerable<Node> Items =>
        value is Value.List list ? list.Items.Select((item, index) => new Node(item, $"{path}[{index}]", item.Line)) : [];

    public IEnumerable<(string Key, Node Node)> Entries =>
        value is Value.Map map ? map.Entries.Select(entry => (entry.Key, this[entry.Key])) : [];

    public string? Text => (value as Value.Text)?.Content;
    public decimal? Number => (value as Value.Number)?.Amount;
    public bool? Flag => (value as Value.Flag)?.IsTrue;

    /// <summary>A whole number that fits; null for anything else.</summary>
    public int? Whole =>
        Number is { } amount && decimal.Truncate(amount) == amount && amount is >= int.MinValue and <= int.MaxValue
            ? (int)amount
            : null;

    /// <summary>How a message quotes what was found.</summary>
    public string Found => value is null ? "nothing" : value.Found;
}
