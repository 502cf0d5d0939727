using System.Diagnostics;
using SmartLocker.Firmware.Core.Faults;
using SmartLocker.Firmware.Core.Journal;

namespace SmartLocker.Firmware.Core.Doors;

/// <summary>What a reading of the sensors means in each state (hook × door).</summary>
internal static class DoorSense
{
    private static readonly DoorEffect[] AllWellWhenShut =
    [
        new DoorEffect.Clear(FaultName.LeftOpen), new DoorEffect.Clear(FaultName.ForcedOpen),
        new DoorEffect.Clear(FaultName.NotLatched),
        new DoorEffect.Clear(FaultName.LatchedWhileOpen), new DoorEffect.Clear(FaultName.ReleasedNotOpened),
    ];

    private static readonly DoorEffect Readable = new DoorEffect.Clear(FaultName.SensorFault);

    public static DoorStep Sensed(DoorState state, DoorInput.Sensed sensed, Uptime now, DoorTiming timing)
    {
        DoorStep step = Judge(state, sensed, now, timing);

        // In these the hook was seen to let go: it works, and what can be read again is no fault any more.
        bool isWell = state is DoorState.Released or DoorState.ReleasedNotOpened or DoorState.NotLatched
            && sensed.Seen is DoorSeen.Shut or DoorSeen.Released or DoorSeen.Open;
        return isWell ? Then(step, Readable) : step;
    }

    private static DoorStep Judge(DoorState state, DoorInput.Sensed sensed, Uptime now, DoorTiming timing) => state switch
    {
        // While a coil is on, readings are noted and judged when the pulse is over.
        DoorState.Pulsing pulsing => new DoorStep(pulsing with { Seen = sensed.Seen }),
        DoorState.Freeing freeing => new DoorStep(freeing with { Seen = sensed.Seen }),
        _ when sensed.Seen is DoorSeen.Unknown => Unreadable(state),
        DoorState.Detecting { Sequence: var s } => WhileWaiting(state, s, sensed.Seen, now, timing),
        DoorState.Resting { Sequence: var s } =>
            WhileWaiting(state, s with { Attempt = s.Attempt - 1 }, sensed.Seen, now, timing),
        DoorState.Released released => AfterRelease(released, sensed.Seen, now),
        DoorState.Unknown => FirstSeen(sensed.Seen, now),
        DoorState.Closed => Uncommanded(sensed, now, timing),
        DoorState.Stirring stirring => sensed.Seen is DoorSeen.Shut
            ? new DoorStep(new DoorState.Closed())
            : new DoorStep(stirring with { Seen = sensed.Seen }),
        DoorState.Jammed { Command: var command } => Late(state, command, sensed.Seen, now),
        DoorState.Dead { Command: var command } => Late(state, command, sensed.Seen, now),
        DoorState.ReleasedNotOpened { Command: var command } => Late(state, command, sensed.Seen, now),
        _ => WhileOpen(state, sensed.Seen, now),
    };

    /// <summary>What moved without a command and stayed so beyond the debounce.</summary>
    public static DoorStep Lasted(DoorState.Stirring stirring, Uptime now) => stirring.Seen switch
    {
        DoorSeen.Released => new DoorStep(
            new DoorState.NotLatched(null, now), new DoorEffect.Raise(FaultName.NotLatched, "hook let go without a pulse")),
        DoorSeen.LatchedOpen => new DoorStep(
            new DoorState.SensorFaulty(null, now),
            new DoorEffect.Raise(FaultName.SensorFault, "hook reads latched, door reads open"),
            new DoorEffect.Opened(null)),
        _ => new DoorStep(
            new DoorState.Open(null, now),
            new DoorEffect.Raise(FaultName.ForcedOpen, "opened without a release"),
            new DoorEffect.Opened(null)),
    };

    private static DoorStep Uncommanded(DoorInput.Sensed sensed, Uptime now, DoorTiming timing) => sensed switch
    {
        { Seen: DoorSeen.Shut } => new DoorStep(new DoorState.Closed()),

        // A shorted driver lets its lock go with every pulse of the rail. No burglar.
        { Coupled: true, Seen: DoorSeen.Released } => new DoorStep(
            new DoorState.NotLatched(null, now),
            new DoorEffect.Raise(FaultName.DriverStuckOn, "let go while another lock was pulsed"),
            new DoorEffect.CutSupply(),
            new DoorEffect.Raise(FaultName.NotLatched, "let go while another lock was pulsed")),
        { Coupled: true } => new DoorStep(
            new DoorState.Open(null, now),
            new DoorEffect.Raise(FaultName.DriverStuckOn, "opened while another lock was pulsed"),
            new DoorEffect.CutSupply(),
            new DoorEffect.Opened(null)),
        _ => new DoorStep(new DoorState.Stirring(sensed.Seen, now + timing.ForcedDebounce)),
    };

    private static DoorStep FirstSeen(DoorSeen seen, Uptime now) => seen switch
    {
        DoorSeen.Shut => new DoorStep(new DoorState.Closed(), [Readable, .. AllWellWhenShut]),
        DoorSeen.Released => new DoorStep(
            new DoorState.NotLatched(null, now), Readable, new DoorEffect.Raise(FaultName.NotLatched, "found unlatched")),
        DoorSeen.LatchedOpen => new DoorStep(
            new DoorState.LatchedWhileOpen(null, now),
            Readable,
            new DoorEffect.Raise(FaultName.LatchedWhileOpen, "found latched and open"),
            new DoorEffect.Opened(null)),
        _ => new DoorStep(new DoorState.Open(null, now), Readable, new DoorEffect.Opened(null)),
    };

    private static DoorStep WhileWaiting(DoorState state, Sequence sequence, DoorSeen seen, Uptime now, DoorTiming timing) =>
        seen switch
        {
            DoorSeen.Open => DoorPulse.Opened(sequence, now),
            DoorSeen.Released => DoorPulse.LetGo(sequence, now, timing),
            DoorSeen.LatchedOpen => DoorPulse.OpenedUnseenByHook(sequence, now),
            _ => new DoorStep(state),
        };

    private static DoorStep AfterRelease(DoorState.Released released, DoorSeen seen, Uptime now) => seen switch
    {
        DoorSeen.Open => DoorPulse.Opened(released.Sequence, now),
        DoorSeen.LatchedOpen => Then(
            DoorPulse.Opened(released.Sequence, now) with
            {
                Next = new DoorState.LatchedWhileOpen(released.Sequence.Command, now),
            },
            new DoorEffect.Raise(FaultName.LatchedWhileOpen, "hook latched, door open")),

        // Latched again without having been opened: the person pushed instead of pulled.
        DoorSeen.Shut => new DoorStep(
            new DoorState.Closed(),
            new DoorEffect.Ended(released.Sequence.Command, ReleaseResult.ReleasedNotOpened, released.Sequence.Attempt)),
        _ => new DoorStep(released),
    };

    /// <summary>A door that gives way after its release was given up: the person who was let in, not a burglar.</summary>
    private static DoorStep Late(DoorState state, CommandId command, DoorSeen seen, Uptime now) => (state, seen) switch
    {
        (_, DoorSeen.Open) => new DoorStep(
            new DoorState.Open(command, now),
            new DoorEffect.Clear(FaultName.Jammed),
            new DoorEffect.Clear(FaultName.ReleasedNotOpened),
            new DoorEffect.Opened(command)),
        (DoorState.ReleasedNotOpened, DoorSeen.LatchedOpen) => new DoorStep(
            new DoorState.LatchedWhileOpen(command, now),
            new DoorEffect.Clear(FaultName.ReleasedNotOpened),
            new DoorEffect.Raise(FaultName.LatchedWhileOpen, "hook latched, door open"),
            new DoorEffect.Opened(command)),
        (_, DoorSeen.LatchedOpen) => new DoorStep(
            new DoorState.SensorFaulty(command, now),
            new DoorEffect.Clear(FaultName.Jammed),
            new DoorEffect.Raise(FaultName.SensorFault, "hook reads latched, door reads open"),
            new DoorEffect.Opened(command)),
        (DoorState.Jammed or DoorState.Dead, DoorSeen.Released) => new DoorStep(
            new DoorState.ReleasedNotOpened(command),
            new DoorEffect.Clear(FaultName.Jammed),
            new DoorEffect.Raise(FaultName.ReleasedNotOpened, "hook let go late")),
        (DoorState.ReleasedNotOpened, DoorSeen.Shut) =>
            new DoorStep(new DoorState.Closed(), new DoorEffect.Clear(FaultName.ReleasedNotOpened)),
        _ => new DoorStep(state),
    };

    /// <summary>From an open door, or one that is shut and not held: closed is latched and shut, nothing less.</summary>
    public static DoorStep WhileOpen(DoorState state, DoorSeen seen, Uptime now)
    {
        (CommandId? command, Uptime since) = Opening(state);
        return (state, seen) switch
        {
            (DoorState.SensorFaulty, DoorSeen.Shut) =>
                new DoorStep(new DoorState.Closed(), [new DoorEffect.Shut(now - since), .. AllWellWhenShut]),
            (_, DoorSeen.Shut) => new DoorStep(
                new DoorState.Closed(),
                [new DoorEffect.Shut(now - since), .. AllWellWhenShut, new DoorEffect.Clear(FaultName.SensorFault)]),
            (DoorState.NotLatched, DoorSeen.Released) => new DoorStep(state),
            (_, DoorSeen.Released) => new DoorStep(
                new DoorState.NotLatched(command, since),
                new DoorEffect.Clear(FaultName.LatchedWhileOpen),
                new DoorEffect.Clear(FaultName.SensorFault),
                new DoorEffect.Raise(FaultName.NotLatched, "shut, hook not latched")),
            (DoorState.NotLatched { Command: null }, DoorSeen.Open or DoorSeen.LatchedOpen) => new DoorStep(
                new DoorState.Open(null, now),
                new DoorEffect.Clear(FaultName.NotLatched),
                new DoorEffect.Raise(FaultName.ForcedOpen, "opened without a release"),
                new DoorEffect.Opened(null)),
            (DoorState.LatchedWhileOpen or DoorState.SensorFaulty or DoorState.NotLatched, DoorSeen.Open) => new DoorStep(
                new DoorState.Open(command, since),
                new DoorEffect.Clear(FaultName.LatchedWhileOpen),
                new DoorEffect.Clear(FaultName.SensorFault),
                new DoorEffect.Clear(FaultName.NotLatched)),
            (DoorState.Open or DoorState.HeldOpen or DoorState.LeftOpen or DoorState.NotLatched, DoorSeen.LatchedOpen) =>
                new DoorStep(
                new DoorState.LatchedWhileOpen(command, since),
                new DoorEffect.Clear(FaultName.NotLatched),
                new DoorEffect.Raise(FaultName.LatchedWhileOpen, "hook latched, door open")),
            (_, DoorSeen.Open) => new DoorStep(state, new DoorEffect.Clear(FaultName.SensorFault)),
            _ => new DoorStep(state),
        };
    }

    private static (CommandId? Command, Uptime Since) Opening(DoorState state) => state switch
    {
        DoorState.Open open => (open.Command, open.Since),
        DoorState.HeldOpen held => (held.Command, held.Since),
        DoorState.LeftOpen left => (left.Command, left.Since),
        DoorState.LatchedWhileOpen latched => (latched.Command, latched.Since),
        DoorState.SensorFaulty faulty => (faulty.Command, faulty.Since),
        DoorState.NotLatched loose => (loose.Command, loose.Since),
        _ => throw new UnreachableException($"No opening in {state}."),
    };

    /// <summary>
    /// A silent sensor is not a shut door: what was shut is unknown, what was open stays open, and nothing fires.
    /// </summary>
    public static DoorStep Unreadable(DoorState state)
    {
        DoorEffect.Raise fault = new(FaultName.SensorFault, "no valid reading");
        return state switch
        {
            DoorState.Detecting { Sequence: var s } => DoorPulse.Blind(s),
            DoorState.Resting { Sequence: var s } => DoorPulse.Blind(s with { Attempt = s.Attempt - 1 }),
            DoorState.Closed or DoorState.Stirring or DoorState.Jammed or DoorState.Dead =>
                new DoorStep(new DoorState.Unknown(), fault),

            // Still open, and no pulse to free a hook that nobody can see.
            DoorState.LatchedWhileOpen { Command: var command, Since: var since } => new DoorStep(
                new DoorState.Open(command, since), fault, new DoorEffect.Clear(FaultName.LatchedWhileOpen)),
            _ => new DoorStep(state, fault),
        };
    }

    private static DoorStep Then(DoorStep step, DoorEffect more) => step with { Effects = [.. step.Effects, more] };
}
