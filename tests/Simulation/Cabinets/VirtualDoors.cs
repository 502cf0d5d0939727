using System.Collections.Immutable;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Hardware.Sensors;
using SmartLocker.Simulation.World;

namespace SmartLocker.Simulation.Cabinets;

/// <summary>All doors of one cabinet and the wires to its controller.</summary>
internal sealed class VirtualDoors
{
    private static readonly TimeSpan HookMoves = TimeSpan.FromMilliseconds(60);
    private static readonly TimeSpan DoorMoves = TimeSpan.FromMilliseconds(150);

    private const int SamplesEqual = 3;
    private static readonly TimeSpan SampleEvery = TimeSpan.FromMilliseconds(20);

    private readonly City _city;
    private readonly CabinetNode _cabinet;
    private readonly ImmutableArray<VirtualDoor> _doors;
    private readonly (Debounce Hook, Debounce Door)[] _wires;

    public VirtualDoors(City city, CabinetNode cabinet)
    {
        (_city, _cabinet) = (city, cabinet);
        _doors = [.. cabinet.Model.Compartments.Select(spec => new VirtualDoor(spec.Number, spec.Sensing))];
        _wires = new (Debounce, Debounce)[_doors.Length];
    }

    public VirtualDoor this[int number] => _doors[number - 1];

    public ImmutableArray<VirtualDoor> All => _doors;

    /// <summary>The numbers of those that stand open.</summary>
    public ImmutableArray<int> Open()
    {
        List<int>? open = null;
        foreach (VirtualDoor door in _doors)
        {
            if (door.IsOpen) { (open ??= []).Add(door.Number); }
        }

        return open is null ? [] : [.. open];
    }

    /// <summary>After a start: what the wires say once they have settled.</summary>
    public void ReadAll()
    {
        foreach (VirtualDoor door in _doors)
        {
            DoorReading now = door.Read();
            _wires[door.Number - 1] = (Settled(now.Hook), Settled(now.Door));
        }

        _cabinet.Feed(new CabinetInput.SensorsRead([.. _doors.Select(door => door.Read())]));
    }

    public void Pulse(CabinetEffect.PulseLatch pulse)
    {
        VirtualDoor door = this[pulse.Compartment];
        if (pulse.Attempt == 1) { Misbehave(door); }

        // The metal moves although the power may fail in the middle of the pulse.
        bool lets = door.Pulse(pulse.Width);
        _city.Agenda.In(HookMoves, () => Changed(door));
        if (lets && !door.SpringIsTired)
        {
            _city.Agenda.In(DoorMoves, () =>
            {
                door.Pull();
                Changed(door);
            });
        }

        PulseResult result = door.CoilIsOpen ? new PulseResult.CoilOpen() : new PulseResult.Pulsed();
        CabinetInput.PulseEnded ended = new(pulse.Command, pulse.Compartment, pulse.Attempt, result);
        _cabinet.In(pulse.Width, () => _cabinet.Feed(ended));
    }

    /// <summary>A hand pushes the door shut.</summary>
    public void Push(int number)
    {
        this[number].Push();
        Changed(this[number]);
    }

    /// <summary>
    /// Somebody passes and pushes shut what was left open; what was opened anew meanwhile is somebody else's.
    /// </summary>
    public void PushLater(int number, TimeSpan delay)
    {
        int releases = this[number].Releases;
        _city.Agenda.In(delay, () =>
        {
            if (this[number].Releases == releases) { Push(number); }
        });
    }

    public void Pull(int number)
    {
        this[number].Pull();
        Changed(this[number]);
    }

    public void Force(int number)
    {
        this[number].Force();
        Changed(this[number]);
    }

    public void Blind(int number, TimeSpan span)
    {
        this[number].IsBlind = true;
        Changed(this[number]);
        _city.Agenda.In(span, () =>
        {
            this[number].IsBlind = false;
            Changed(this[number]);
        });
    }

    public void Freeze(int number, TimeSpan span)
    {
        this[number].Freeze();
        _city.Agenda.In(span, () =>
        {
            this[number].Thaw();
            Changed(this[number]);
        });
    }

    /// <summary>Something moved: the wires are sampled until they say the same long enough, as the board does it.</summary>
    private void Changed(VirtualDoor door)
    {
        int chatter = _city.Faults.Strikes(FaultKind.BouncingSensor, 0.05) ? 1 + _city.Chance.Below(6) : 0;
        Sample(door, chatter, left: chatter + SamplesEqual);
    }

    private void Sample(VirtualDoor door, int chatter, int left)
    {
        DoorReading raw = door.Read();
        if (chatter > 0 && left % 2 == 0) { raw = raw with { Hook = Other(raw.Hook) }; }

        ref (Debounce Hook, Debounce Door) wires = ref _wires[door.Number - 1];
        (Contact, Contact) before = (wires.Hook.Settled, wires.Door.Settled);
        wires = (wires.Hook.Sample(raw.Hook, SamplesEqual), wires.Door.Sample(raw.Door, SamplesEqual));
        if (before != (wires.Hook.Settled, wires.Door.Settled))
        {
            _cabinet.Feed(new CabinetInput.SensorsRead([new DoorReading(door.Number, wires.Hook.Settled, wires.Door.Settled)]));
        }

        if (left > 1) { _city.Agenda.In(SampleEvery, () => Sample(door, Math.Max(0, chatter - 1), left - 1)); }
    }

    private static Debounce Settled(Contact contact) => new(contact, contact, SamplesEqual);

    private static Contact Other(Contact contact) => contact switch
    {
        Contact.Closed => Contact.Open,
        Contact.Open => Contact.Closed,
        _ => contact,
    };

    private void Misbehave(VirtualDoor door)
    {
        door.Stickiness = _city.Faults.Strikes(FaultKind.JammedLatch, 0.01) ? TimeSpan.FromSeconds(5)
            : _city.Faults.Strikes(FaultKind.StickyLatch, 0.05) ? TimeSpan.FromMilliseconds(_city.Chance.Of([250, 350]))
            : TimeSpan.Zero;
        door.SpringIsTired = _city.Faults.Strikes(FaultKind.TiredSpring, 0.05);
        door.CoilIsOpen = _city.Faults.Strikes(FaultKind.OpenCoil, 0.004);
    }
}
