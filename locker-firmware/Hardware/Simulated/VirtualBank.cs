using System.Collections.Immutable;
using SmartLocker.HardwareSpecs.Wiring;

namespace SmartLocker.Firmware.Hardware.Simulated;

/// <summary>The electrics of one bank: which coils carry current, given the lines that are on.</summary>
internal sealed class VirtualBank(BankSpec spec, ImmutableSortedDictionary<int, VirtualDoor> doors)
{
    private readonly SortedSet<int> _selected = [];

    public BankSpec Spec { get; } = spec;
    public ImmutableSortedDictionary<int, VirtualDoor> Doors { get; } = doors;
    public bool IsEnabled { get; private set; } = spec.Gate.EnableLine is null;
    public bool IsFiring { get; private set; } = spec.Gate.FireLine is null;

    public bool IsSelected(int compartment) => _selected.Contains(compartment);

    public void Select(int compartment, bool on, TimeSpan now)
    {
        _ = on ? _selected.Add(compartment) : _selected.Remove(compartment);
        Energise(now);
    }

    public void Enable(bool on, TimeSpan now)
    {
        IsEnabled = on;
        Energise(now);
    }

    public void Fire(bool on, TimeSpan now)
    {
        IsFiring = on;
        Energise(now);
    }

    /// <summary>Also after a misbehaviour changed: a welded driver needs nobody to select it.</summary>
    public void Energise(TimeSpan now)
    {
        foreach ((int compartment, VirtualDoor door) in Doors)
        {
            door.Energise(IsEnabled && IsFiring && (IsSelected(compartment) || door.Is(DoorMisbehaviour.DriverStuckOn)), now);
        }
    }

    public decimal Amps() => Doors.Values.Sum(door => door.Amps(Spec.LockType.CurrentAmps));
}
