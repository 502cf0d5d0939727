using System.Collections.Immutable;
using SmartLocker.Firmware.Hardware.Io;
using SmartLocker.Firmware.Hardware.Latches;
using SmartLocker.Firmware.Hardware.Lines;
using SmartLocker.HardwareSpecs.Cabinets;
using SmartLocker.HardwareSpecs.Wiring;

namespace SmartLocker.Firmware.Hardware.Simulated;

/// <summary>A cabinet's electronics and doors in software: the real driver pulls its lines, a person its doors.</summary>
/// <remarks>
/// It lives as long as the program, as metal would: <see cref="Wire"/> may be called again after the wires of an
/// earlier start were disposed. Safe from any thread.
/// </remarks>
public sealed class VirtualBoard
{
    private readonly Lock _gate = new();
    private readonly CabinetModel _model;
    private readonly TimeProvider _time;
    private readonly long _startedAt;
    private readonly ImmutableArray<VirtualBank> _banks;
    private readonly ImmutableSortedDictionary<int, VirtualDoor> _doors;

    public VirtualBoard(CabinetModel model, TimeProvider time)
    {
        (_model, _time, _startedAt) = (model, time, time.GetTimestamp());
        _doors = model.Compartments.ToImmutableSortedDictionary(compartment => compartment.Number, _ => new VirtualDoor());
        _banks = [.. model.Banks.Select(bank => new VirtualBank(bank, DoorsOf(bank)))];
    }

    public VirtualScanner Scanner { get; } = new();

    /// <summary>The wires as the driver gets them.</summary>
    public BoardWiring Wire() => new([.. _banks.Select(Wire)]);

    public ImmutableArray<VirtualDoorState> Doors() => [.. _doors.Keys.Select(Door)];

    public VirtualDoorState Door(int compartment) => Door(compartment, (_, _) => { });

    /// <summary>A person pulls: only a released door comes open.</summary>
    public VirtualDoorState Pull(int compartment) => Door(compartment, (door, now) => door.Pull(now));

    public VirtualDoorState PushShut(int compartment) => Door(compartment, (door, now) => door.PushShut(now));

    /// <summary>Somebody opens the door by force.</summary>
    public VirtualDoorState Force(int compartment) => Door(compartment, (door, now) => door.Force(now));

    public VirtualDoorState Misbehave(int compartment, DoorMisbehaviour misbehaviour, bool on) =>
        Door(compartment, (door, now) =>
        {
            door.Misbehave(misbehaviour, on);
            BankOf(compartment).Energise(now);
        });

    private BankWiring Wire(VirtualBank bank)
    {
        GateSpec gate = bank.Spec.Gate;
        return new BankWiring(
            bank.Spec.Id,
            LatchRating.Of(bank.Spec),
            gate.EnableLine is { } enable ? Output(enable, bank.Enable, () => bank.IsEnabled) : null,
            gate.FireLine is { } fire ? Output(fire, bank.Fire, () => bank.IsFiring) : null,
            bank.Spec.CurrentSense is null ? null : new VirtualCurrent(() => Locked(_ => bank.Amps())),
            [.. bank.Doors.Keys.Select(compartment => Wire(bank, _model.Compartment(compartment)))]);
    }

    private DoorWiring Wire(VirtualBank bank, CompartmentSpec spec)
    {
        VirtualDoor door = _doors[spec.Number];
        VirtualOutput latch = Output(
            $"latch {spec.Number}",
            (on, now) => bank.Select(spec.Number, on && Writable(door), now),
            () => bank.IsSelected(spec.Number) && !door.Is(DoorMisbehaviour.NoEcho));
        return new DoorWiring(
            spec.Number, latch,
            Switch(spec.Hook, "hook", spec.Number, now => door.HookReadsLatched(now)),
            Switch(spec.Door, "reed", spec.Number, now => door.ReedReadsShut(now)));
    }

    private SwitchWiring? Switch(SensorSpec? spec, string name, int compartment, Func<TimeSpan, bool> closed)
    {
        if (spec is null)
        {
            return null;
        }

        bool closedIsHigh = spec.Type.ClosedLevel is ClosedLevel.High or ClosedLevel.Bit1;
        VirtualInput line = new($"{name} {compartment}", () => Locked(now =>
            _doors[compartment].Is(DoorMisbehaviour.SwitchLineError)
                ? throw new IOException("no answer")
                : closed(now) == closedIsHigh));
        int samples = (int)Math.Ceiling(spec.Type.Debounce / _model.Policy.SensePoll);
        return new SwitchWiring(line, closedIsHigh, Math.Max(1, samples));
    }

    private VirtualOutput Output(string name, Action<bool, TimeSpan> drive, Func<bool> show) => new(
        name,
        on => Locked(now =>
        {
            drive(on, now);
            return on;
        }),
        () => Locked(_ => show()));

    private static bool Writable(VirtualDoor door) =>
        door.Is(DoorMisbehaviour.LatchLineError) ? throw new IOException("no answer") : true;

    private VirtualDoorState Door(int compartment, Action<VirtualDoor, TimeSpan> act) => Locked(now =>
    {
        VirtualDoor door = _doors[compartment];
        act(door, now);
        door.Settle(now);
        return State(compartment, door);
    });

    private T Locked<T>(Func<TimeSpan, T> act)
    {
        lock (_gate)
        {
            return act(_time.GetElapsedTime(_startedAt));
        }
    }

    private VirtualBank BankOf(int compartment) => _banks.First(bank => bank.Doors.ContainsKey(compartment));

    private ImmutableSortedDictionary<int, VirtualDoor> DoorsOf(BankSpec bank) =>
        _model.Compartments.Where(compartment => compartment.Bank == bank.Id)
            .ToImmutableSortedDictionary(compartment => compartment.Number, compartment => _doors[compartment.Number]);

    private static VirtualDoorState State(int compartment, VirtualDoor door) =>
        new(compartment, door.IsLatched, door.IsShut, door.Pulses, door.Misbehaviours);
}
