using System.Collections.Immutable;
using SmartLocker.HardwareSpecs.Cabinets;
using SmartLocker.HardwareSpecs.Wiring;

namespace SmartLocker.Firmware.Core.Doors;

/// <summary>The times and limits by which one door is released and judged, from the cabinet's model.</summary>
public sealed record DoorTiming
{
    /// <summary>No pulse of a sequence starts later than this after its first.</summary>
    public static readonly TimeSpan SequenceMax = TimeSpan.FromSeconds(10);

    /// <summary>How long the shell may take to report a pulse, beyond its width, before the line counts as failed.</summary>
    public static readonly TimeSpan PulseReportMax = TimeSpan.FromSeconds(5);

    /// <summary>Width of the first pulse, the second and so on.</summary>
    public required ImmutableArray<TimeSpan> Widths { get; init; }

    public required TimeSpan Rest { get; init; }
    public required TimeSpan ReleaseDetect { get; init; }
    public required TimeSpan OpenWithin { get; init; }
    public required TimeSpan WarnAfter { get; init; }
    public required TimeSpan AlarmAfter { get; init; }
    public required TimeSpan ForcedDebounce { get; init; }
    public required int PulsesPerMinute { get; init; }

    /// <summary>False where only the door is watched: then a pulse that was given counts as a release.</summary>
    public required bool HookWatched { get; init; }

    public static DoorTiming Of(CabinetModel model, int compartment)
    {
        CompartmentSpec spec = model.Compartment(compartment);
        BankSpec bank = model.BankOf(spec);
        DoorPolicy policy = model.Policy;
        return new DoorTiming
        {
            Widths = [.. bank.Attempts.Take(policy.JamAfterAttempts)],
            Rest = bank.Rest,
            ReleaseDetect = policy.ReleaseDetect,
            OpenWithin = policy.DoorOpenTimeout,
            WarnAfter = policy.HeldOpenWarn,
            AlarmAfter = policy.HeldOpenAlarm,
            ForcedDebounce = policy.ForcedOpenDebounce,
            PulsesPerMinute = bank.PerLockPerMinute,
            HookWatched = spec.Sensing is not Sensing.DoorOnly,
        };
    }
}
