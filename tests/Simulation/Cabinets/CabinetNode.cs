using System.Collections.Immutable;
using SmartLocker.Firmware.Agent.Journal;
using SmartLocker.Firmware.Agent.Running;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Journal;
using SmartLocker.Firmware.Core.Link;
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
    private static readonly TimeSpan BusyTick = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan OpenTick = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan IdleTick = TimeSpan.FromSeconds(60);

    private readonly City _city;
    private readonly CabinetDisk _disk;
    private readonly Queue<CabinetInput> _inbox = new();
    private readonly VirtualDoors _doors;
    private readonly CabinetTime _time;
    private readonly CabinetHands _hands;
    private CabinetClock? _clock;
    private CabinetInput.ClockHealth? _clockTold;
    private bool _feeding;
    private bool _stands;
    private bool _journalDown;
    private string _refused = "";
    private bool _isScrapped;
    private long _boot;

    /// <param name="disk">Null: an empty one.</param>
    public CabinetNode(City city, CabinetId id, CabinetModel model, CabinetDisk? disk = null)
    {
        (_city, Id, Model) = (city, id, model);
        _disk = disk ?? new CabinetDisk(city, $"cabinet-{city.Name}-{id}");
        _time = new CabinetTime(city.Time);
        _doors = new VirtualDoors(city, this);
        _hands = new CabinetHands(city, this);
        Link = new CabinetUplink(city, this);
    }

    public CabinetId Id { get; }
    public CabinetModel Model { get; }
    public CabinetUplink Link { get; }
    public CabinetDisk Disk => _disk;
    public VirtualDoors Doors => _doors;
    public ImmutableArray<byte> Pepper { get; set; } = [];
    public Journal? Journal { get; private set; }
    public CabinetState? State { get; private set; }

    /// <summary>Only the simulated people's eyes: what the screen shows; nothing while the power is off.</summary>
    public KioskView? Screen => State is { } state ? KioskView.Of(state, Model) : null;
    public string BootId { get; private set; } = "";
    public bool IsOn => Journal is not null;

    /// <summary>
    /// Another controller with a copy of the disk: it says that it is this cabinet, and has no doors that anybody sees.
    /// </summary>
    public bool IsClone { get; init; }

    /// <summary>It does not start, and says why: somebody has to see to its disk.</summary>
    public string? Broken { get; private set; }

    /// <summary>News that wait for the loop.</summary>
    public int Waiting => _inbox.Count;

    public void PowerOn()
    {
        if (_isScrapped) { return; }

        BootId = _city.Chance.NextId();
        long boot = ++_boot;
        if (!TryStart())
        {
            if (Broken is { } problem)
            {
                _city.Trace.Say($"{Id} does not start: {problem}");
                _city.Markers.Hit($"does not start: {problem}");
                return;
            }

            _city.Trace.Say($"{Id} tries again: {_refused}");
            if (!_disk.IsAlive) { _disk.PowerIsBack(); } // The power went while it started.
            _city.StartsAgain(this);
            return;
        }

        _city.Watch.Booted(this);
        _city.Trace.Say($"{Id} is on, journal at {Journal!.LastSequence}");
        Feed(new CabinetClock(_city.Time, BootId, ClockFloor.None).Health);
        Feed(new CabinetInput.JournalHealth(Writable: true, UsedPercent: 1));
        _doors.ReadAll();
        Link.Start();
        Tick(boot);
    }

    /// <summary>Everything in memory is gone; what was committed is not, and luck decides about the rest.</summary>
    public void PowerCut()
    {
        if (!IsOn) { return; }

        _city.Trace.Say($"{Id} loses power");
        _disk.PowerFails();
        Stop();
        _disk.PowerIsBack();
    }

    /// <summary>While the power is off; what the cabinet recorded until now counts no more.</summary>
    public void ReplaceDisk(Action<CabinetDisk> replace)
    {
        PowerCut();
        replace(_disk);
        Broken = null;
        _city.Watch.DiskReplaced(this);
    }

    /// <summary>It is taken away for good.</summary>
    public void Scrap()
    {
        PowerCut();
        _isScrapped = true;
        Dispose();
    }

    /// <summary>It stops as it should, and its files are closed.</summary>
    public void ShutDown()
    {
        if (!IsOn) { return; }

        _city.Trace.Say($"{Id} is shut down");
        Stop();
    }

    /// <summary>Everything in memory is gone; what the operating system took is not.</summary>
    public void AgentCrash()
    {
        if (!IsOn) { return; }

        _city.Trace.Say($"{Id}'s program dies");
        _disk.ProcessDies();
        Stop();
    }

    public void Feed(CabinetInput input)
    {
        if (!IsOn) { return; }

        _inbox.Enqueue(input);
        Run();
    }

    /// <summary>The program stands still while its doors and connections do not; then it takes what has come.</summary>
    public void Pause(TimeSpan span)
    {
        if (_stands || !IsOn) { return; }

        _stands = true;
        In(span, () =>
        {
            _stands = false;
            Run();
        });
    }

    /// <summary>The hour as a server says it, which is told to the core by the next tick.</summary>
    public void ServerSaid(DateTimeOffset hour) => _clock!.ServerSaid(hour);

    /// <summary>Its wall clock jumps; nothing else does.</summary>
    public void SetClockAhead(TimeSpan ahead) => _time.Ahead = ahead;

    /// <summary>Runs what was planned for this boot only: after a power cut it never happens.</summary>
    public void In(TimeSpan delay, Action happening)
    {
        long boot = _boot;
        _city.Agenda.In(delay, () =>
        {
            if (boot == _boot && IsOn) { happening(); }
        });
    }

    /// <returns>False: the disk did not take it. The power may have gone with it.</returns>
    public bool TryKeep(Action keep)
    {
        try
        {
            keep();
            return true;
        }
        catch (JournalWriteException refused)
        {
            _city.Trace.Say($"{Id} keeps nothing: {refused.Message}");
            if (!_disk.IsAlive) { _city.PowerFails(this); }
            return false;
        }
    }

    public void Dispose()
    {
        Journal?.Dispose();
        _disk.Dispose();
    }

    private bool TryStart()
    {
        try
        {
            Journal = Journal.Open(_disk.Journal, () => JournalId.Parse(_city.Chance.NextId()), _disk.Upkeep);
            _clock = new CabinetClock(_time, BootId, CabinetBoot.FloorOf(Journal));
            State = CabinetBoot.Recover(new CabinetParts(Model, Journal, _clock), "simulated");
            return true;
        }
        catch (JournalWriteException refused)
        {
            Journal?.Dispose();
            (_refused, Broken) = (refused.Message, _disk.IsRotten ? refused.Message : null);
        }
        catch (JournalBrokenException broken)
        {
            Journal?.Dispose();
            bool mayPass = broken.Problem is JournalProblem.DiskFailing or JournalProblem.Unreadable;
            (_refused, Broken) = (broken.Message, mayPass && !_disk.IsRotten ? null : broken.Problem.ToString());
            bool justly = Broken is null || _disk.IsRotten || (_disk.IsTouched && broken.Problem is JournalProblem.OtherModel);
            _city.Watch.Hold(justly, 9, $"{Id} does not start on a sound disk: {broken.Message}");
        }

        Journal = null;
        return false;
    }

    private void Stop()
    {
        _boot++;
        Link.Stop();
        Journal!.Dispose();
        (Journal, State, _journalDown, _stands) = (null, null, false, false);
        _inbox.Clear();
    }

    private void Run()
    {
        if (_feeding || _stands) { return; }

        _feeding = true;
        while (IsOn && !_stands && _inbox.TryDequeue(out CabinetInput? next)) { Take(next); }

        _feeding = false;
    }

    private void Take(CabinetInput input)
    {
        if (input is CabinetInput.OrderReceived { Order: ServerOrder.Open order }) { _city.Watch.Ordered(this, order); }

        StepMoment moment = new(_clock!.Now, new IdSource([.. _city.Chance.NextBytes(32)]));
        CabinetStep step = CabinetCore.Step(State!, input, moment, Model);
        if (!step.Facts.IsEmpty && !Append(step.Facts))
        {
            if (!IsOn) { return; }

            bool isNews = !_journalDown && input is not CabinetInput.JournalHealth;
            if (isNews) { _inbox.Enqueue(new CabinetInput.JournalHealth(Writable: false, UsedPercent: 1)); }

            _journalDown = true;
            return;
        }

        CabinetState before = State!;
        State = step.Next;
        _city.Watch.Stepped(this, before);
        foreach (CabinetEffect effect in step.Effects)
        {
            bool isPulse = effect is CabinetEffect.PulseLatch;
            if (!_city.Faults.Strikes(FaultKind.PowerCut, isPulse ? 0.005 : 0.0005))
            {
                _hands.Act(effect);
                if (!IsOn) { return; }
                if (!isPulse || !_city.Faults.Strikes(FaultKind.PowerCut, 0.04)) { continue; }
            }

            // Before the effect, or when the lock has its pulse and nothing of that is on record.
            _city.PowerFails(this);
            return;
        }
    }

    private bool Append(ImmutableArray<Fact> facts)
    {
        // The power may also fail in the middle of a write.
        if (_city.Faults.Strikes(FaultKind.PowerCut, 0.0005)) { _disk.FailsSoon(); }

        EntryMoment moment = _clock!.Moment(offline: !State!.Link.IsUp);
        ImmutableArray<Entry> entries = [];
        if (!TryKeep(() => entries = Journal!.Append(facts, moment))) { return false; }

        foreach (Entry entry in entries) { _city.Trace.Say($"{Id} #{entry.Sequence} {FactText.Of(entry.Fact)}"); }

        _city.Watch.Journaled(this, entries);
        Link.Speak();
        return true;
    }

    /// <summary>Often while something is under way, seldom while nothing is: the rules are the same.</summary>
    private void Tick(long boot)
    {
        if (boot != _boot || !IsOn) { return; }

        if (_journalDown && Journal!.Probe())
        {
            _journalDown = false;
            _doors.ReadAll();
            Feed(new CabinetInput.JournalHealth(Writable: true, UsedPercent: 1));
        }

        if (IsOn) { Tend(); }
        if (!IsOn) { return; }

        TellClock();
        if (!_stands) { Feed(new CabinetInput.Tick()); }

        _city.Agenda.In(UntilTick(), () => Tick(boot));
    }

    /// <summary>As the agent's loop does between its inputs.</summary>
    private void Tend()
    {
        try
        {
            Journal!.Kept.KeepHour(_clock!.Moment(offline: !State!.Link.IsUp));
            Journal.Tend();
        }
        catch (Exception refused) when (refused is JournalWriteException or JournalReadException)
        {
            _city.Trace.Say($"{Id} is not tended: {refused.Message}");
            if (!_disk.IsAlive) { _city.PowerFails(this); }
        }
    }

    private void TellClock()
    {
        if (ReferenceEquals(_clock!.Health, _clockTold)) { return; }

        _clockTold = _clock.Health;
        Feed(_clockTold);
    }

    private TimeSpan UntilTick() =>
        State is not { } state || state.Visit is not null || !state.Deposits.IsEmpty || !state.Pickups.IsEmpty
            || !state.Waiting.IsEmpty || !state.Link.Running.IsEmpty ? BusyTick
        : state.Doors.Any(door => !door.IsShut) ? OpenTick
        : IdleTick;
}
