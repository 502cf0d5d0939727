using SmartLocker.Server.Core.Packets;
using SmartLocker.Simulation.People;
using SmartLocker.Simulation.World;

namespace SmartLocker.Simulation.Invariants;

/// <summary>The promise above all, judged by hands and metal: what lies and what is taken together belongs together.</summary>
internal sealed class HandsWatch(City city)
{
    public void Put(CabinetId cabinet, int compartment)
    {
        Packet[] inside =
        [
            .. city.Matter.Inside(cabinet, compartment)
                .Select(city.Labels.Find).OfType<Packet>(),
        ];
        int receivers = inside.Select(packet => packet.Receiver).Distinct().Count();
        city.Watch.Hold(receivers <= 1, 22, $"{cabinet}/{compartment} really holds packets for {receivers} agencies");
        bool alone = inside.Length <= 1 || !inside.Any(packet => packet.IsConfidential);
        city.Watch.Hold(alone, 22, $"{cabinet}/{compartment} really holds 密 and something else");
    }

    public void Taken(PacketId packet, Somebody person, Somebody? colleague)
    {
        Packet? known = city.Labels.Find(packet);
        city.Watch.Hold(known is not null, 0, $"{person.Id} took {packet}, which nobody knows");
        if (known is null) { return; }

        bool theirs = known.Receiver == person.Agency;
        city.Watch.Hold(theirs, 0, $"{person.Id} of {person.Agency} took {packet} for {known.Receiver}");
        bool two = !known.IsConfidential || (colleague is not null && known.Openers.Overlaps([person.Id, colleague.Id]));
        city.Watch.Hold(two, 0, $"{person.Id} took {packet}, which needs two persons and a named opener");
    }
}
