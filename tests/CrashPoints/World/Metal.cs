namespace SmartLocker.CrashPoints.Tests.World;

/// <summary>What is so whatever any record says: doors, and where packets lie. No blackout changes it.</summary>
internal sealed class Metal
{
    private readonly SortedSet<int> _open;
    private readonly SortedDictionary<PacketId, int> _inside;

    public Metal()
        : this([], [])
    {
    }

    private Metal(SortedSet<int> open, SortedDictionary<PacketId, int> inside) => (_open, _inside) = (open, inside);

    public IReadOnlyCollection<int> Open => _open;
    public IReadOnlyDictionary<PacketId, int> Inside => _inside;

    public Metal Copy() => new(new SortedSet<int>(_open), new SortedDictionary<PacketId, int>(_inside));

    public bool IsOpen(int door) => _open.Contains(door);

    public void LetGo(int door) => _open.Add(door);

    public void Push(int door) => _open.Remove(door);

    public void Put(PacketId packet, int door) => _inside[packet] = door;

    public PacketId[] TakeAll(int door)
    {
        PacketId[] taken = [.. _inside.Where(one => one.Value == door).Select(one => one.Key)];
        foreach (PacketId packet in taken) { _inside.Remove(packet); }

        return taken;
    }
}
