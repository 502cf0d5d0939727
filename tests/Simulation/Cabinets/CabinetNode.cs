using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using SmartLocker.Firmware.Agent.Journal;
using SmartLocker.Firmware.Agent.Running;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Journal;
using SmartLocker.HardwareSpecs.Cabinets;
using SmartLocker.Simulation.Network;
using SmartLocker.Simulation.World;

namespace SmartLocker.Simulation.Cabinets;

/// <summary>One cabinet: the real core over the real journal, with doors of made-up metal.</summary>
/// <remarks>
/// Does what the agent's loop does, in the same order: read, step, journal, then act. Power may fail between any two of these.
/// </remarks>
internal sealed class CabinetNode : IDisposable
{
    private readonly City _city;
    private readonly string _disk;
    private readonly SqliteConnection _diskIsKept;
    private readonly Queue<CabinetInput> _inbox = new();
    private readonly VirtualDoors _doors;
    private bool _feeding;
    private bool _diskRefuses;
    private bool _journalDown;
    private TimeSpan _bootedAt;
    private long _boot;

    public CabinetNode(City city, CabinetId id, CabinetModel model)
    {
        (_city, Id, Model) = (city, id, model);
        _disk = $"Data Source=cabinet-{city.Name}-{id};Mode=Memory;Cache=Shared";
        _diskIsKept = new SqliteConnection(_disk);
        _diskIsKept.Open();
        _doors = new VirtualDoors(city, this);
        Link = new CabinetUplink(city, this);
    }

    public CabinetId Id { get; }
    public CabinetModel Model { get; }
    public CabinetUplink Link { get; }
    public VirtualDoors Doors => _doors;
    public ImmutableArray<byte> Pepper { get; set; } = [];
    public Journal? Journal { get; private set; }
    public CabinetState? State { get; private set; }

    /// <summary>Only the simulated people's eyes: what the screen shows; nothing while the power is off.</summary>
    public KioskView? Screen => State is { } state ? KioskView.Of(state, Model) : null;
    public string BootId { get; private set; } = "";
    public bool IsOn => Journal is not null;
    private Uptime Uptime => new(_city.Agenda.Now - _bootedAt);

    public void PowerOn()
    {
        (_bootedAt, BootId) = (_city.Agenda.Now, _city.Chance.NextId());
        long boot = ++_boot;
        Journal = Journal.Open(_disk, () => JournalId.Parse(_city.Chance.NextId()));
        CabinetClock clock = new(_city.Time, BootId, CabinetBoot.FloorOf(Journal));
        State = CabinetBoot.Recover(new CabinetParts(Model, Journal, clock), "simulated");
        _city.Watch.Booted(this);
        _city.Trace.Say($"{Id} is on, journal at {Journal.LastSequence}");
        Feed(new CabinetInput.JournalHealth(Writable: true, UsedPercent: 1));
        _doors.ReadAll();
        Link.Start();
        Tick(boot);
    }

    /// <summary>Everything in memory is gone; what was committed is not.</summary>
    public void PowerCut()
    {
        if (!IsOn) { return; }

        _city.Trace.Say($"{Id} loses power");
        _boot++;
        Link.Stop();
        Journal!.Dispose();
        (Journal, State, _diskRefuses, _journalDown) = (null, null, false, false);
        _inbox.Clear();
    }

    public void Feed(CabinetInput input)
    {
        if (!IsOn) { return; }

        _inbox.Enqueue(input);
        if (_feeding) { return; }

        _feeding = true;
        while (IsOn && _inbox.TryDequeue(out CabinetInput? next)) { Take(next); }

        _feeding = false;
    }

    /// <summary>Runs what was planned for this boot only: after a power cut it never happens.</summary>
    public void In(TimeSpan delay, Action happening)
    {
        long boot = _boot;
        _city.Agenda.In(delay, () =>
        {
            if (boot == _boot && IsOn) { happening(); }
        });
    }

    public void RefuseWrites(TimeSpan span)
    {
        _diskRefuses = true;
        In(span, () => _diskRefuses = false);
    }

    public void Dispose()
    {
        Journal?.Dispose();
        _diskIsKept.Dispose();
    }

    private void Take(CabinetInput input)
    {
        StepMoment moment = new(Uptime, new IdSource([.. _city.Chance.NextBytes(32)]));
        CabinetStep step = CabinetCore.Step(State!, input, moment, Model);
        if (!step.Facts.IsEmpty && !Append(step.Facts))
        {
            bool isNews = !_journalDown && input is not CabinetInput.JournalHealth;
            if (isNews) { _inbox.Enqueue(new CabinetInput.JournalHealth(Writable: false, UsedPercent: 1)); }

            _journalDown = true;
            return;
        }

        State = step.Next;
        foreach (CabinetEffect effect in step.Effects)
        {
            if (_city.Faults.Strikes(FaultKind.PowerCut, effect is CabinetEffect.PulseLatch ? 0.01 : 0.0005))
            {
                _city.PowerFails(this);
                return;
            }

            Act(effect);
        }
    }

    private bool Append(ImmutableArray<Fact> facts)
    {
        if (_diskRefuses) { return false; }

        ImmutableArray<Entry> entries = Journal!.Append(
            facts, new EntryMoment(BootId, Uptime, _city.Time.GetUtcNow(), ClockQuality.Holdover, Offline: !State!.Link.IsUp));
        foreach (Entry entry in entries) { _city.Trace.Say($"{Id} #{entry.Sequence} {Told(entry.Fact)}"); }

        _city.Watch.Journaled(this, entries);
        Link.Speak();
        return true;
    }

    private static string Told(Fact fact) => fact switch
    {
        Fact.ReleaseIntended intent =>
            $"ReleaseIntended {intent.Compartment} {intent.Purpose} {string.Join(' ', intent.Packets)} "
                + $"by {string.Join(' ', intent.Actors)} {intent.Authorisation} as {intent.Command}",
        Fact.PacketPickedUp taken => $"PacketPickedUp {taken.Compartment} {taken.Packet} by {string.Join(' ', taken.Actors)}",
        Fact.PickupAbandoned left => $"PickupAbandoned {left.Compartment} {string.Join(' ', left.Packets)}",
        _ => fact.ToString(),
    };

    private void Act(CabinetEffect effect)
    {
        switch (effect)
        {
            case CabinetEffect.PulseLatch pulse:
                _city.Watch.Pulsed(this, pulse);
                _doors.Pulse(pulse);
                break;
            case CabinetEffect.CheckPin check:
                bool right = PinCheck.IsRight(check.Pin, check.Verifier, Pepper);
                In(TimeSpan.FromMilliseconds(300), () => Feed(new CabinetInput.PinChecked(check.Person, right)));
                break;
            case CabinetEffect.KeepAck ack:
                Journal!.KeepAck(ack.UpTo);
                break;
            case CabinetEffect.KeepDesired keep:
                Journal!.KeepDesired(keep.State);
                Link.Held(keep.State.Version);
                break;
            case CabinetEffect.AskForDesired:
                Link.Held(0);
                break;
            case CabinetEffect.AskServer ask:
                Link.Ask(ask);
                break;
            case CabinetEffect.AnswerServer answer:
                Link.Answer(answer);
                break;
            default: // Sound and light, and a supply that is cut: nobody in this world measures them.
                break;
        }
    }

    /// <summary>Often while something is under way, seldom while nothing is: the rules are the same.</summary>
    private void Tick(long boot)
    {
        if (boot != _boot || !IsOn) { return; }

        if (_journalDown && !_diskRefuses)
        {
            _journalDown = false;
            _doors.ReadAll();
            Feed(new CabinetInput.JournalHealth(Writable: true, UsedPercent: 1));
        }

        Feed(new CabinetInput.Tick());
        bool busy = State is { } state && (state.Visit is not null || !state.Deposits.IsEmpty || !state.Pickups.IsEmpty
            || !state.Waiting.IsEmpty || !state.Link.Running.IsEmpty || state.Doors.Any(door => !door.IsShut));
        _city.Agenda.In(busy ? TimeSpan.FromMilliseconds(250) : TimeSpan.FromSeconds(20), () => Tick(boot));
    }
}
