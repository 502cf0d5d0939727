using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Journal;

namespace SmartLocker.Firmware.Core.Doors;

/// <summary>Where one compartment door is in its release–open–close cycle.</summary>
/// <remarks>Times are uptime and never journaled: after a restart every door is <see cref="Unknown"/> until it is read.</remarks>
public abstract record DoorState
{
    private DoorState() { }

    /// <summary>Not read since the start, or unreadable: nothing fires before one valid reading.</summary>
    public sealed record Unknown : DoorState;
    public sealed record Closed : DoorState;

    /// <summary>The coil is, or is about to be, energised. What the sensors say meanwhile waits for the pulse's end.</summary>
    public sealed record Pulsing(Sequence Sequence, Uptime ReportBy, DoorSeen Seen) : DoorState;

    /// <summary>A pulse was given; the hook has until then to let go.</summary>
    public sealed record Detecting(Sequence Sequence, Uptime Until) : DoorState;

    /// <summary>The coil cools before the attempt that <see cref="Sequence"/> counts already.</summary>
    public sealed record Resting(Sequence Sequence, Uptime Until) : DoorState;

    /// <summary>Unlocked; somebody is expected to open the door.</summary>
    public sealed record Released(Sequence Sequence, Uptime Until) : DoorState;

    /// <summary>Unlocked and nobody came. No further pulse helps.</summary>
    public sealed record ReleasedNotOpened(CommandId Command) : DoorState;

    /// <param name="Command">The release that opened it; null when nobody asked for it.</param>
    public sealed record Open(CommandId? Command, Uptime Since) : DoorState;

    /// <summary>Open long enough that the person was warned.</summary>
    public sealed record HeldOpen(CommandId? Command, Uptime Since) : DoorState;
    public sealed record LeftOpen(CommandId? Command, Uptime Since) : DoorState;
    public sealed record LatchedWhileOpen(CommandId? Command, Uptime Since) : DoorState;

    /// <summary>One pulse on request, so that a hook that sprang shut lets the door close.</summary>
    public sealed record Freeing(CommandId Command, Uptime Since, Uptime ReportBy, DoorSeen Seen) : DoorState;

    /// <summary>Something moved without a command; it counts when it lasts.</summary>
    public sealed record Stirring(DoorSeen Seen, Uptime Until) : DoorState;

    /// <summary>Shut, but the hook does not hold: not closed yet, whoever left it so.</summary>
    public sealed record NotLatched(CommandId? Command, Uptime Since) : DoorState;

    /// <summary>The hook says latched and the door says open, without the hook ever having let go.</summary>
    public sealed record SensorFaulty(CommandId? Command, Uptime Since) : DoorState;

    /// <summary>Every attempt spent, still latched. It may yet give way: that is the person who was let in.</summary>
    public sealed record Jammed(CommandId Command) : DoorState;

    /// <summary>An open or shorted coil or a bad driver: never pulsed again before somebody has repaired it.</summary>
    public sealed record Dead(CommandId Command) : DoorState;
}

/// <summary>One release's pulses.</summary>
/// <param name="Attempt">The running or coming attempt, from 1.</param>
/// <param name="AttemptsMax">What the model and the lock's rate limit leave.</param>
public sealed record Sequence(CommandId Command, int Attempt, int AttemptsMax, Uptime FirstAt);

/// <summary>What can reach a door.</summary>
public abstract record DoorInput
{
    private DoorInput() { }

    public sealed record Release(CommandId Command, int AttemptsMax) : DoorInput;
    public sealed record PulseEnded(CommandId Command, int Attempt, PulseResult Result) : DoorInput;

    /// <param name="Coupled">Another lock of the same rail is energised at this moment.</param>
    public sealed record Sensed(DoorSeen Seen, bool Coupled) : DoorInput;
    public sealed record Tick : DoorInput;

    /// <summary>A person has repaired the lock and put the compartment back into service.</summary>
    public sealed record Serviced : DoorInput;
}

/// <summary>What a door wants done or known.</summary>
public abstract record DoorEffect
{
    private DoorEffect() { }

    public sealed record Pulse(CommandId Command, int Attempt, TimeSpan Width) : DoorEffect;
    public sealed record CutSupply : DoorEffect;

    /// <summary>The one result of a release.</summary>
    public sealed record Ended(CommandId Command, ReleaseResult Result, int Pulses) : DoorEffect;

    /// <summary>Seen open. <see cref="Command"/> is null when nobody asked for it.</summary>
    public sealed record Opened(CommandId? Command) : DoorEffect;
    public sealed record Shut(TimeSpan OpenFor) : DoorEffect;
    public sealed record Raise(string Fault, string Detail) : DoorEffect;
    public sealed record Clear(string Fault) : DoorEffect;
    public sealed record Warn : DoorEffect;
}

/// <summary>What a step decided: the next state, and what follows from it, in order.</summary>
public sealed record DoorStep(DoorState Next, params IReadOnlyList<DoorEffect> Effects);
