using SmartLocker.Codes;
using SmartLocker.Firmware.Core.Journal;
using SmartLocker.Simulation.Cabinets;
using SmartLocker.Simulation.World;

namespace SmartLocker.Simulation.Invariants;

/// <summary>A one-time code opens its own door once, for its own person, whatever was copied or restored meanwhile.</summary>
internal sealed class CodeWatch(City city)
{
    private readonly Dictionary<string, PickupCode> _given = new(StringComparer.Ordinal);
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    public void Given(PickupCode code)
    {
        _given[code.Id] = code;
        city.Markers.Hit("code given");
    }

    public void Intended(CabinetNode cabinet, Fact.ReleaseIntended intent)
    {
        if (intent.Code is not { } spent) { return; }

        city.Markers.Hit("code used");
        city.Watch.Hold(_used.Add(spent.Id), 4, $"{cabinet.Id} opens by code {spent.Id}, which was used");
        bool given = _given.TryGetValue(spent.Id, out PickupCode? code);
        city.Watch.Hold(given, 1, $"{cabinet.Id} opens by code {spent.Id}, which nobody gave");
        if (!given) { return; }

        bool here = code!.Cabinet == cabinet.Id && code.Compartment == intent.Compartment && intent.Packets.Contains(code.Packet);
        city.Watch.Hold(here, 5, $"{cabinet.Id}/{intent.Compartment} opens by a code for {code.Cabinet}/{code.Compartment}");
        bool theirs = intent.Actors.Length > 0 && intent.Actors[0] == code.Openers[0];
        city.Watch.Hold(theirs, 1, $"{cabinet.Id}: {string.Join(' ', intent.Actors)} opens by a code of {code.Openers[0]}");
    }
}
