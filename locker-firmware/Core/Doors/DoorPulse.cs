using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Faults;
using SmartLocker.Firmware.Core.Journal;

namespace SmartLocker.Firmware.Core.Doors;

/// <summary>The pulses of one release: what follows one, and when there is no other.</summary>
internal static class DoorPulse
{
    public static DoorStep Start(Sequence sequence, Uptime now, DoorTiming timing)
    {
        TimeSpan width = timing.Widths[sequence.Attempt - 1];
        return new DoorStep(
            new DoorState.Pulsing(sequence, now + width + DoorTiming.PulseReportMax, DoorSeen.Shut),
            new DoorEffect.Pulse(sequence.Command, sequence.Attempt, width));
    }

    /// <summary>After the rest. A loop that stood still meanwhile does not stretch the sequence.</summary>
    public static DoorStep Next(Sequence sequence, Uptime now, DoorTiming timing) =>
        now <= sequence.FirstAt + DoorTiming.SequenceMax
            ? Start(sequence, now, timing)
            : Jammed(sequence with { Attempt = sequence.Attempt - 1 });

    public static DoorStep Ended(DoorState state, DoorInput.PulseEnded ended, Uptime now, DoorTiming timing) => state switch
    {
        DoorState.Pulsing pulsing when pulsing.Sequence.Command == ended.Command && pulsing.Sequence.Attempt == ended.Attempt =>
            AfterPulse(pulsing, ended.Result, now, timing),
        DoorState.Freeing freeing when freeing.Command == ended.Command => AfterFreeing(freeing, ended.Result, now),

        // A report that comes late: the door moved on, but a bad driver is bad whenever it is found.
        _ when Trouble(ended.Result) is [_, ..] found => new DoorStep(state, found),
        _ => new DoorStep(state),
    };

    /// <summary>The next attempt rests first; after the last, or when the sequence ran too long, the latch is jammed.</summary>
    public static DoorStep Again(Sequence sequence, Uptime now, DoorTiming timing)
    {
        Uptime next = now + timing.Rest;
        bool more = sequence.Attempt < Math.Min(sequence.AttemptsMax, timing.Widths.Length)
            && next <= sequence.FirstAt + DoorTiming.SequenceMax;
        return more
            ? new DoorStep(new DoorState.Resting(sequence with { Attempt = sequence.Attempt + 1 }, next))
            : Jammed(sequence);
    }

    /// <summary>What the sensors said while the coil was on, once the pulse is over.</summary>
    public static DoorStep Opened(Sequence sequence, Uptime now) => new(
        new DoorState.Open(sequence.Command, now),
        new DoorEffect.Ended(sequence.Command, ReleaseResult.Opened, sequence.Attempt),
        new DoorEffect.Clear(FaultName.Jammed),
        new DoorEffect.Clear(FaultName.SensorFault),
        new DoorEffect.Opened(sequence.Command));

    public static DoorStep OpenedUnseenByHook(Sequence sequence, Uptime now) => new(
        new DoorState.SensorFaulty(sequence.Command, now),
        new DoorEffect.Ended(sequence.Command, ReleaseResult.Opened, sequence.Attempt),
        new DoorEffect.Clear(FaultName.Jammed),
        new DoorEffect.Raise(FaultName.SensorFault, "hook reads latched, door reads open"),
        new DoorEffect.Opened(sequence.Command));

    public static DoorStep LetGo(Sequence sequence, Uptime now, DoorTiming timing) => new(
        new DoorState.Released(sequence, now + timing.OpenWithin),
        new DoorEffect.Clear(FaultName.Jammed),
        new DoorEffect.Clear(FaultName.SensorFault));

    /// <summary>The sensors fell silent in the middle: no further pulse without a valid reading.</summary>
    public static DoorStep Blind(Sequence sequence, ReleaseResult result = ReleaseResult.Unknown) => new(
        new DoorState.Unknown(),
        new DoorEffect.Ended(sequence.Command, result, sequence.Attempt),
        new DoorEffect.Raise(FaultName.SensorFault, "no valid reading"));

    private static DoorStep AfterPulse(DoorState.Pulsing pulsing, PulseResult result, Uptime now, DoorTiming timing)
    {
        Sequence sequence = pulsing.Sequence;
        return (result, pulsing.Seen) switch
        {
            // Nothing was energised. Where the door stands open all the same, no pulse follows.
            (PulseResult.Resting, not DoorSeen.Shut) =>
                AfterPulse(
                    pulsing with { Sequence = sequence with { Attempt = sequence.Attempt - 1 } },
                    new PulseResult.Pulsed(), now, timing),

            // Else the same attempt again after a rest, within the same bound.
            (PulseResult.Resting, _) when now + timing.Rest <= sequence.FirstAt + DoorTiming.SequenceMax =>
                new DoorStep(new DoorState.Resting(sequence, now + timing.Rest)),
            (PulseResult.Resting, _) => Jammed(sequence with { Attempt = sequence.Attempt - 1 }),

            // An open coil, a short or a driver fault never gets another pulse (docs/rules.md F-9). The door may be open.
            (not PulseResult.Pulsed, DoorSeen.Open) => Then(Opened(sequence, now), Trouble(result)),
            (not PulseResult.Pulsed, DoorSeen.LatchedOpen) => Then(OpenedUnseenByHook(sequence, now), Trouble(result)),
            (not PulseResult.Pulsed, DoorSeen.Unknown) => Then(Blind(sequence, ReleaseResult.CoilFault), Trouble(result)),
            (not PulseResult.Pulsed, DoorSeen.Released) => Then(LetGo(sequence, now, timing), Trouble(result)),
            (not PulseResult.Pulsed, _) => Then(
                new DoorStep(
                    new DoorState.Dead(sequence.Command),
                    new DoorEffect.Ended(sequence.Command, ReleaseResult.CoilFault, sequence.Attempt)),
                Trouble(result)),
            (_, DoorSeen.Unknown) => Blind(sequence),
            (_, DoorSeen.Open) => Opened(sequence, now),
            (_, DoorSeen.LatchedOpen) => OpenedUnseenByHook(sequence, now),
            (_, DoorSeen.Released) => LetGo(sequence, now, timing),

            // Nothing watches the latch: the pulse was given, so it is assumed to have let go.
            _ when !timing.HookWatched => LetGo(sequence, now, timing),
            _ => new DoorStep(new DoorState.Detecting(sequence, now + timing.ReleaseDetect)),
        };
    }

    /// <summary>The door is open, whatever the pulse did to the hook.</summary>
    private static DoorStep AfterFreeing(DoorState.Freeing freeing, PulseResult result, Uptime now)
    {
        DoorState.LatchedWhileOpen latched = new(freeing.Command, freeing.Since);
        DoorStep seen = freeing.Seen is DoorSeen.Unknown
            ? DoorSense.Unreadable(latched) : DoorSense.WhileOpen(latched, freeing.Seen, now);
        DoorEffect.Ended ended = new(
            freeing.Command,
            result is PulseResult.Pulsed ? ReleaseResult.Opened : ReleaseResult.CoilFault,
            result is PulseResult.Resting ? 0 : 1);
        return Then(seen with { Effects = [ended, .. seen.Effects] }, Trouble(result));
    }

    private static DoorStep Jammed(Sequence sequence) => new(
        new DoorState.Jammed(sequence.Command),
        new DoorEffect.Ended(sequence.Command, ReleaseResult.Jammed, sequence.Attempt),
        new DoorEffect.Raise(FaultName.Jammed, $"hook still latched after {sequence.Attempt} pulses"));

    private static DoorStep Then(DoorStep step, DoorEffect[] more) => step with { Effects = [.. step.Effects, .. more] };

    private static DoorEffect[] Trouble(PulseResult result) => result switch
    {
        PulseResult.LineFault fault =>
            [new DoorEffect.Raise(FaultName.LineFault, $"line {fault.Line}: {fault.Detail}"), new DoorEffect.CutSupply()],
        PulseResult.CoilOpen => [new DoorEffect.Raise(FaultName.CoilOpen, "no current in the pulse")],
        PulseResult.CoilShort =>
            [new DoorEffect.Raise(FaultName.CoilShort, "too much current in the pulse"), new DoorEffect.CutSupply()],
        PulseResult.DriverStuckOn =>
            [new DoorEffect.Raise(FaultName.DriverStuckOn, "current after the pulse"), new DoorEffect.CutSupply()],
        _ => [],
    };
}
