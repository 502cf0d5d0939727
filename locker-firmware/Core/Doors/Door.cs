using System.Collections.Immutable;
using System.Diagnostics;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Faults;
using SmartLocker.Firmware.Core.Journal;

namespace SmartLocker.Firmware.Core.Doors;

/// <summary>Door rules: one release, its pulses, and what the sensors say. Pure.</summary>
public static class Door
{
    private static readonly PulseResult.LineFault NoReport = new("unknown", "no report of the pulse");

    public static DoorStep Step(DoorState state, DoorInput input, Uptime now, DoorTiming timing) => input switch
    {
        DoorInput.Release release => Released(state, release, now, timing),
        DoorInput.PulseEnded ended => DoorPulse.Ended(state, ended, now, timing),
        DoorInput.Sensed sensed => DoorSense.Sensed(state, sensed, now, timing),
        DoorInput.Tick => Ticked(state, now, timing),
        DoorInput.Serviced => new DoorStep(state is DoorState.Dead or DoorState.Jammed ? new DoorState.Closed() : state),
        _ => throw new UnreachableException($"No rule for {input}."),
    };

    private static DoorStep Released(DoorState state, DoorInput.Release asked, Uptime now, DoorTiming timing) => state switch
    {
        DoorState.Closed or DoorState.Jammed when asked.AttemptsMax > 0 =>
            DoorPulse.Start(new Sequence(asked.Command, 1, asked.AttemptsMax, now), now, timing),
        DoorState.LatchedWhileOpen latched when asked.AttemptsMax > 0 => new DoorStep(
            new DoorState.Freeing(
                asked.Command, latched.Since, now + timing.Widths[0] + DoorTiming.PulseReportMax, DoorSeen.LatchedOpen),
            new DoorEffect.Pulse(asked.Command, 1, timing.Widths[0])),
        DoorState.Open or DoorState.HeldOpen or DoorState.LeftOpen or DoorState.SensorFaulty =>
            End(state, asked.Command, ReleaseResult.AlreadyOpen),

        // It is unlocked already; a pulse would only heat the coil.
        DoorState.ReleasedNotOpened or DoorState.NotLatched => End(state, asked.Command, ReleaseResult.ReleasedNotOpened),
        DoorState.Dead => End(state, asked.Command, ReleaseResult.CoilFault),
        _ => End(state, asked.Command, ReleaseResult.Refused),
    };

    private static DoorStep Ticked(DoorState state, Uptime now, DoorTiming timing) => state switch
    {
        // The shell owes a report of every pulse; without one nobody knows whether the coil is still on.
        DoorState.Pulsing { Sequence: var s } pulsing when now >= pulsing.ReportBy => DoorPulse.Ended(
            state, new DoorInput.PulseEnded(s.Command, s.Attempt, NoReport), now, timing),
        DoorState.Freeing { Command: var command } freeing when now >= freeing.ReportBy => DoorPulse.Ended(
            state, new DoorInput.PulseEnded(command, 1, NoReport), now, timing),
        DoorState.Detecting detecting when now >= detecting.Until => DoorPulse.Again(detecting.Sequence, now, timing),
        DoorState.Resting resting when now >= resting.Until => DoorPulse.Next(resting.Sequence, now, timing),
        DoorState.Released { Sequence: var s } released when now >= released.Until => new DoorStep(
            new DoorState.ReleasedNotOpened(s.Command),
            new DoorEffect.Ended(s.Command, ReleaseResult.ReleasedNotOpened, s.Attempt),
            new DoorEffect.Raise(FaultName.ReleasedNotOpened, "hook released, door not opened")),
        DoorState.Open open when now >= open.Since + timing.WarnAfter =>
            new DoorStep(new DoorState.HeldOpen(open.Command, open.Since), new DoorEffect.Warn()),
        DoorState.HeldOpen held when now >= held.Since + timing.AlarmAfter => new DoorStep(
            new DoorState.LeftOpen(held.Command, held.Since), new DoorEffect.Raise(FaultName.LeftOpen, "not shut in time")),
        DoorState.Stirring stirring when now >= stirring.Until => DoorSense.Lasted(stirring, now),
        _ => new DoorStep(state),
    };

    private static DoorStep End(DoorState state, CommandId command, ReleaseResult result) =>
        new(state, new DoorEffect.Ended(command, result, 0));
}
