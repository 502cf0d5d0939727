using System.Collections.Immutable;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Journal;
using SmartLocker.Simulation.Cabinets;
using SmartLocker.Simulation.People;
using SmartLocker.Simulation.World;

namespace SmartLocker.Simulation.Invariants;

/// <summary>Sees everything and believes nothing: checks the promises after every event, each under its number.</summary>
/// <remarks>
/// 1 no pulse without an authorisation in the journal · 3 one sequence for a command, none after a restart · 4 a nonce opens
/// once · 5 only the authorised door · 6 each packet in one place · 7 one agency to a compartment, 密 alone · 9 acked entries are
/// never lost · 10 contiguous and applied once, in order ·
/// 11 the server's state is the fold of its events · 12 a cabinet's of its journal ·
/// 21 deposited only behind a shut door · 0 nothing is taken by whom it is not for.
/// </remarks>
internal sealed class Watch(City city)
{
    private readonly SortedDictionary<CabinetId, CabinetWatch> _cabinets = [];
    private readonly ServerWatch _server = new(city);
    private readonly List<Violation> _violations = [];

    public IReadOnlyList<Violation> Violations => _violations;

    public void Booted(CabinetNode cabinet) => Of(cabinet.Id).Booted(cabinet);

    public void Journaled(CabinetNode cabinet, ImmutableArray<Entry> entries) => Of(cabinet.Id).Journaled(cabinet, entries);

    public void Pulsed(CabinetNode cabinet, CabinetEffect.PulseLatch pulse) => Of(cabinet.Id).Pulsed(cabinet, pulse);

    public void Acked(CabinetId cabinet, long upTo) => Of(cabinet).Acked(upTo);

    public void ServerStarted() => _server.Started();

    /// <summary>Somebody has taken a packet out of an open door.</summary>
    public void Taken(PacketId packet, Somebody person, Somebody? colleague) => _server.Taken(packet, person, colleague);

    public void AfterEvent()
    {
        foreach (CabinetNode cabinet in city.Cabinets) { Of(cabinet.Id).Check(cabinet); }

        _server.Check();
    }

    public void AtTheEnd()
    {
        foreach (CabinetNode cabinet in city.Cabinets) { Of(cabinet.Id).Compare(cabinet); }

        _server.CheckAll();
    }

    public void Hold(bool promise, int invariant, string detail)
    {
        if (promise) { return; }

        Violation violation = new(invariant, city.Agenda.Now, detail);
        _violations.Add(violation);
        city.Trace.Say($"VIOLATION {violation}");
    }

    private CabinetWatch Of(CabinetId cabinet)
    {
        if (!_cabinets.TryGetValue(cabinet, out CabinetWatch? watch)) { _cabinets[cabinet] = watch = new CabinetWatch(this); }

        return watch;
    }
}
