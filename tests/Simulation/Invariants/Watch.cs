using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Journal;
using SmartLocker.Server.Rpc.Link;
using SmartLocker.Server.Storage;
using SmartLocker.Simulation.Cabinets;
using SmartLocker.Simulation.People;
using SmartLocker.Simulation.World;
using ServerFrame = SmartLocker.Contracts.V1.ServerFrame;

namespace SmartLocker.Simulation.Invariants;

/// <summary>Sees everything and believes nothing: checks the promises after every event, each under its number.</summary>
/// <remarks>
/// Only what an event changed is looked at again; what cannot have changed holds as it held before. Where each promise of
/// docs/rules.md is watched stands in docs/simulation.md, and a test compares the two.
/// </remarks>
internal sealed class Watch
{
    private readonly City _city;
    private readonly Dictionary<CabinetNode, CabinetWatch> _cabinets = [];
    private readonly HashSet<CabinetNode> _changed = [];
    private readonly LedgerWatch _ledger;
    private readonly StreamWatch _streams;
    private readonly NoticeWatch _notices;
    private readonly HandsWatch _hands;
    private readonly List<Violation> _violations = [];

    public Watch(City city)
    {
        _city = city;
        _ledger = new LedgerWatch(city);
        _streams = new StreamWatch(city);
        _notices = new NoticeWatch(city);
        _hands = new HandsWatch(city);
        Secrets = new SecretWatch(city);
        Documents = new DocumentWatch(city);
        Codes = new CodeWatch(city);
    }

    public IReadOnlyList<Violation> Violations => _violations;

    public SecretWatch Secrets { get; }
    public DocumentWatch Documents { get; }
    public CodeWatch Codes { get; }

    /// <summary>Since when somebody is not one of the city's people any more.</summary>
    public SortedDictionary<PersonId, TimeSpan> WithdrawnAt { get; } = [];

    public void Booted(CabinetNode cabinet) => Of(cabinet).Booted();

    /// <summary>What it will find when it starts is another journal.</summary>
    public void DiskReplaced(CabinetNode cabinet)
    {
        _streams.DiskReplaced(cabinet.Id);
        Of(cabinet).DiskReplaced();
    }

    public void Journaled(CabinetNode cabinet, ImmutableArray<Entry> entries) => Of(cabinet).Journaled(entries);

    public void Stepped(CabinetNode cabinet, CabinetState before)
    {
        if (!ReferenceEquals(before, cabinet.State)) { _changed.Add(cabinet); }
    }

    public void Pulsed(CabinetNode cabinet, CabinetEffect.PulseLatch pulse) => Of(cabinet).Releases.Pulsed(pulse);

    public void NonceIssued(CabinetNode cabinet, string nonce) => Of(cabinet).Releases.NonceIssued(nonce);

    public void Ordered(CabinetNode cabinet, Firmware.Core.Link.ServerOrder.Open order) => Of(cabinet).Releases.Ordered(order);

    /// <summary>What was typed is about to be compared; whether it is right is known here already.</summary>
    public void Typed(CabinetNode cabinet, PersonId person, string pin) =>
        Of(cabinet).SignIns.Typed(person, _city.Pins.GetValueOrDefault(person) == pin);

    /// <summary>A node has taken an input of a stream and is about to send what follows.</summary>
    public void Handled(CabinetNode cabinet, CabinetSession session, SessionStep step)
    {
        _streams.Handled(cabinet.Id, session, step);
        foreach (ServerFrame frame in step.Send.Where(frame => frame.Ack is not null))
        {
            Of(cabinet).Acked((long)frame.Ack.UpTo);
        }
    }

    /// <summary>The server knows again what it knew at an earlier hour; everybody else remembers.</summary>
    public void StoreRestored()
    {
        _city.Markers.Hit("the server was restored");
        _ledger.StoreRestored();
        _notices.StoreRestored();
        foreach (CabinetNode cabinet in _city.Cabinets)
        {
            // A copy of its disk may be older than itself, and both speak for it.
            bool alone = !_city.Workshop.HasClone(cabinet.Id);
            _streams.Restored(cabinet.Id, alone && cabinet.Journal is { } journal ? journal.Kept.HighestEpoch() : 0);
        }

        foreach (CabinetWatch cabinet in _cabinets.Values) { cabinet.ServerForgets(); }
    }

    public void StoreStarted() => _ledger.StoreStarted();

    public void Put(CabinetId cabinet, int compartment) => _hands.Put(cabinet, compartment);

    public void Taken(PacketId packet, Somebody person, Somebody? colleague) => _hands.Taken(packet, person, colleague);

    public void Deposited(PacketId packet) => _notices.Deposited(packet);

    public void Sent(OutboxRow row) => _notices.Sent(row);

    public void Withdrawn(PersonId person) => WithdrawnAt[person] = _city.Agenda.Now;

    public void AfterEvent()
    {
        if (_changed.Count > 0)
        {
            foreach (CabinetNode cabinet in _changed) { Of(cabinet).Check(); }

            _changed.Clear();
        }

        _ledger.Check();
    }

    public void AtTheEnd()
    {
        foreach (CabinetNode cabinet in _city.Cabinets) { Of(cabinet).Compare(); }

        _ledger.CheckAll();
        _notices.AtTheEnd();
        new EndWatch(_city).Check(cabinet => Of(cabinet).Hashes);
    }

    public void Hold(bool promise, int invariant, [InterpolatedStringHandlerArgument(nameof(promise))] ref BrokenText detail)
    {
        if (!promise) { Broken(invariant, detail.ToString()); }
    }

    private void Broken(int invariant, string detail)
    {
        Violation violation = new(invariant, _city.Agenda.Now, detail);
        _violations.Add(violation);
        _city.Trace.Say($"VIOLATION {violation}");
    }

    private CabinetWatch Of(CabinetNode cabinet)
    {
        if (!_cabinets.TryGetValue(cabinet, out CabinetWatch? watch))
        {
            _cabinets[cabinet] = watch = new CabinetWatch(_city, cabinet);
        }

        return watch;
    }
}
