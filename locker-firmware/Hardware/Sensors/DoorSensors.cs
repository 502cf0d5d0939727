using System.Collections.Immutable;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Hardware.Io;

namespace SmartLocker.Firmware.Hardware.Sensors;

/// <summary>Samples every switch of a cabinet and says which doors now read otherwise than last reported.</summary>
/// <remarks>
/// Nothing is reported before every switch had time to settle, then every door once. A reading stays due until
/// <see cref="Reported"/> is called for it, so a full channel delays news but never swallows it.
/// Not thread-safe: belongs to the thread that owns the lines.
/// </remarks>
public sealed class DoorSensors
{
    private readonly ImmutableArray<DoorWiring> _doors;
    private readonly (Debounce Hook, Debounce Door)[] _now;
    private readonly DoorReading?[] _reported;
    private readonly int _samplesToSettle;
    private int _sampled;

    public DoorSensors(IEnumerable<DoorWiring> doors)
    {
        _doors = [.. doors];
        _now = [.. _doors.Select(_ => (Debounce.Start, Debounce.Start))];
        _reported = new DoorReading?[_doors.Length];
        _samplesToSettle = _doors.SelectMany(door => new[] { door.Hook, door.Door }).OfType<SwitchWiring>()
            .Select(wired => wired.SamplesEqual).DefaultIfEmpty(1).Max();
    }

    public void Sample()
    {
        for (int index = 0; index < _doors.Length; index++)
        {
            _now[index] = (Next(_now[index].Hook, _doors[index].Hook), Next(_now[index].Door, _doors[index].Door));
        }

        _sampled = Math.Min(_sampled + 1, _samplesToSettle);
    }

    /// <summary>Doors whose reading is not yet reported; none before the first settled reading of all.</summary>
    public ImmutableArray<DoorReading> Due()
    {
        ImmutableArray<DoorReading>.Builder? due = null;
        for (int index = 0; _sampled >= _samplesToSettle && index < _doors.Length; index++)
        {
            if (_reported[index] != Reading(index))
            {
                (due ??= ImmutableArray.CreateBuilder<DoorReading>()).Add(Reading(index));
            }
        }

        return due?.DrainToImmutable() ?? [];
    }

    public void Reported(ImmutableArray<DoorReading> readings)
    {
        foreach (DoorReading reading in readings)
        {
            _reported[IndexOf(reading.Compartment)] = reading;
        }
    }

    /// <summary>Everything is due again: whoever listened may have lost what was said.</summary>
    public void ForgetReported() => Array.Clear(_reported);

    public Contact Hook(int compartment) => Reading(IndexOf(compartment)).Hook;

    private DoorReading Reading(int index) => new(
        _doors[index].Compartment,
        _doors[index].Hook is null ? Contact.Absent : _now[index].Hook.Settled,
        _doors[index].Door is null ? Contact.Absent : _now[index].Door.Settled);

    private int IndexOf(int compartment)
    {
        for (int index = 0; index < _doors.Length; index++)
        {
            if (_doors[index].Compartment == compartment)
            {
                return index;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(compartment), compartment, "This board has no such compartment.");
    }

    private static Debounce Next(Debounce now, SwitchWiring? wired) =>
        wired is null ? now : now.Sample(Read(wired), wired.SamplesEqual);

    private static Contact Read(SwitchWiring wired)
    {
        try
        {
            return wired.Line.IsHigh() == wired.ClosedIsHigh ? Contact.Closed : Contact.Open;
        }
        catch (IOException)
        {
            return Contact.Unknown; // A switch that cannot be read is neither shut nor open: no latch fires on a guess.
        }
    }
}
