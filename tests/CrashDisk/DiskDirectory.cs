namespace SmartLocker.Disks;

/// <summary>The names of a disk's files, as the system shows them and as they would be after a power cut.</summary>
internal sealed class DiskDirectory
{
    private readonly SortedDictionary<string, DiskFile> _seen = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, DiskFile> _durable = new(StringComparer.Ordinal);

    /// <summary>Blocks that no file uses.</summary>
    public Stack<byte[]> Free { get; } = new();
    public IEnumerable<string> Names => _seen.Keys;
    public int Unsynced => Differing().Count() + _seen.Values.Sum(file => file.Unsynced);

    public DiskFile? Find(string name) => _seen.GetValueOrDefault(name);

    public DiskFile Create(string name) => _seen[name] = new DiskFile(Free);

    public void Remove(string name) => _seen.Remove(name);

    /// <summary>Whoever syncs a new file or a deletion syncs the directory: all its names are durable then.</summary>
    public void Sync()
    {
        if (!Differing().Any()) { return; }

        _durable.Clear();
        foreach ((string name, DiskFile file) in _seen) { _durable[name] = file; }
    }

    public bool IsDurable(string name) => _durable.ContainsKey(name) && _durable[name] == _seen.GetValueOrDefault(name);

    public DiskDirectory Copy()
    {
        DiskDirectory copy = new();
        Dictionary<DiskFile, DiskFile> copies = [];
        foreach (DiskFile file in _seen.Values.Union(_durable.Values)) { copies[file] = file.Copy(copy.Free); }
        foreach ((string name, DiskFile file) in _seen) { copy._seen[name] = copies[file]; }
        foreach ((string name, DiskFile file) in _durable) { copy._durable[name] = copies[file]; }

        return copy;
    }

    public void Revive(ILuck? luck)
    {
        string[] differing = [.. Differing()];
        for (int index = 0; index < differing.Length; index++)
        {
            bool lands = luck?.Lands(new UnsyncedSector(index, differing.Length, 0, 1)) ?? false;
            if (lands) { Settle(differing[index], _seen, _durable); }
            else { Settle(differing[index], _durable, _seen); }
        }

        foreach (DiskFile file in _seen.Values) { file.Revive(luck); }

        BeginLife();
    }

    public void BeginLife()
    {
        foreach (DiskFile file in _seen.Values) { file.BeginLife(); }
    }

    private IEnumerable<string> Differing() => _seen.Keys.Union(_durable.Keys)
        .Where(name => _seen.GetValueOrDefault(name) != _durable.GetValueOrDefault(name))
        .Order(StringComparer.Ordinal);

    private static void Settle(string name, SortedDictionary<string, DiskFile> from, SortedDictionary<string, DiskFile> to)
    {
        if (from.TryGetValue(name, out DiskFile? file)) { to[name] = file; }
        else { to.Remove(name); }
    }
}
