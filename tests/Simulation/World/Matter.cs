using SmartLocker.Simulation.People;

namespace SmartLocker.Simulation.World;

/// <summary>Where every packet really is, whatever any record says.</summary>
internal sealed class Matter(City city)
{
    private readonly SortedDictionary<PacketId, (CabinetId Cabinet, int Compartment)> _inside = [];

    public IEnumerable<PacketId> Inside(CabinetId cabinet, int compartment) =>
        _inside.Where(one => one.Value == (cabinet, compartment)).Select(one => one.Key);

    public IEnumerable<(PacketId Packet, CabinetId Cabinet, int Compartment)> All =>
        _inside.Select(one => (one.Key, one.Value.Cabinet, one.Value.Compartment));

    /// <summary>By compartment.</summary>
    public ILookup<int, PacketId> Inside(CabinetId cabinet) =>
        _inside.Where(one => one.Value.Cabinet == cabinet).ToLookup(one => one.Value.Compartment, one => one.Key);

    public (CabinetId Cabinet, int Compartment)? Find(PacketId packet) =>
        _inside.TryGetValue(packet, out var place) ? place : null;

    public void Put(Somebody person, PacketId packet, CabinetId cabinet, int compartment)
    {
        person.Hands.Remove(packet);
        _inside[packet] = (cabinet, compartment);
        city.Trace.Say($"{person.Id} puts {packet} into {cabinet}/{compartment}");
        city.Watch.Put(cabinet, compartment);
    }

    public void TakeBack(Somebody person, PacketId packet, CabinetId cabinet, int compartment)
    {
        if (Find(packet) != (cabinet, compartment)) { return; }

        _inside.Remove(packet);
        person.Hands.Add(packet);
        city.Trace.Say($"{person.Id} takes {packet} back from {cabinet}/{compartment}");
    }

    /// <summary>Whoever stands at an open door takes all that lies inside: it had better be theirs.</summary>
    public void TakeAll(Somebody person, Somebody? colleague, CabinetId cabinet, int compartment)
    {
        foreach (PacketId packet in Inside(cabinet, compartment).ToArray())
        {
            _inside.Remove(packet);
            city.Watch.Taken(packet, person, colleague);
            city.Collected(packet);
            city.Trace.Say($"{person.Id} takes {packet} out of {cabinet}/{compartment}");
        }
    }
}
