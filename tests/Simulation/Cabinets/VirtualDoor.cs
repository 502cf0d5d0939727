using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.HardwareSpecs.Cabinets;

namespace SmartLocker.Simulation.Cabinets;

/// <summary>One door of metal: it knows nothing of software.</summary>
internal sealed class VirtualDoor(int number, Sensing sensing)
{
    public int Number => number;
    public bool IsOpen { get; private set; }
    public bool IsLatched { get; private set; } = true;

    /// <summary>Shut and held by its latch.</summary>
    public bool IsShut => !IsOpen && IsLatched;

    /// <summary>How often it left its latch: whoever comes later sees whether it is open for the same reason still.</summary>
    public int Releases { get; private set; }

    /// <summary>Pulses must be at least so long to let the hook go; a jammed latch has more than any.</summary>
    public TimeSpan Stickiness { get; set; }
    public bool CoilIsOpen { get; set; }
    public bool SpringIsTired { get; set; }
    public bool IsBlind { get; set; }

    /// <summary>Contacts that do not move any more; nothing while they do.</summary>
    public DoorReading? Stuck { get; private set; }

    public void Freeze() => Stuck = Read();

    public void Thaw() => Stuck = null;

    public DoorReading Read() => Stuck ?? new(
        number,
        IsBlind ? Contact.Unknown : IsLatched ? Contact.Closed : Contact.Open,
        sensing == Sensing.HookOnly ? Contact.Absent : IsBlind ? Contact.Unknown : IsOpen ? Contact.Open : Contact.Closed);

    /// <returns>Whether the hook let go.</returns>
    public bool Pulse(TimeSpan width)
    {
        bool lets = !CoilIsOpen && width >= Stickiness;
        if (lets) { LetGo(); }
        return lets;
    }

    /// <returns>Whether the door is open now: a latched one does not give way to a hand.</returns>
    public bool Pull()
    {
        IsOpen |= !IsLatched;
        return IsOpen;
    }

    public void Force()
    {
        LetGo();
        IsOpen = true;
    }

    public void Push() => (IsOpen, IsLatched, Stickiness) = (false, true, TimeSpan.Zero);

    private void LetGo()
    {
        Releases += IsLatched ? 1 : 0;
        IsLatched = false;
    }
}
