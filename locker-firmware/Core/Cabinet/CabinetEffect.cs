using SmartLocker.Firmware.Core.Desired;
using SmartLocker.Firmware.Core.Link;

namespace SmartLocker.Firmware.Core.Cabinet;

/// <summary>
/// What the shell must now do, after the facts of the same step are durable. Each ends in an input or needs none.
/// </summary>
public abstract record CabinetEffect
{
    private CabinetEffect() { }

    /// <summary>One pulse. Answered by <see cref="CabinetInput.PulseEnded"/>.</summary>
    public sealed record PulseLatch(CommandId Command, int Compartment, int Attempt, TimeSpan Width) : CabinetEffect;

    /// <summary>Cut the solenoid supply of the compartment's rail until the next start.</summary>
    public sealed record CutLockSupply(int Compartment) : CabinetEffect;

    /// <summary>Answered by <see cref="CabinetInput.PinChecked"/>.</summary>
    public sealed record CheckPin(PersonId Person, PinVerifier Verifier, string Pin) : CabinetEffect
    {
        public override string ToString() => $"{nameof(CheckPin)} {Person}"; // A PIN is in no trace.
    }

    /// <summary>Ask the server on the live stream; without one, nothing happens: the core's own deadline ends the wait.</summary>
    public sealed record AskServer(string CorrelationId, TimeSpan Deadline, ServerCall Call) : CabinetEffect;
    public sealed record AnswerServer(string CorrelationId, OrderAnswer Answer) : CabinetEffect;

    /// <summary>Store the document durably, then tell the server its version.</summary>
    public sealed record KeepDesired(DesiredState State) : CabinetEffect;

    /// <summary>The delta did not fit: ask for the full document.</summary>
    public sealed record AskForDesired : CabinetEffect;

    /// <summary>Entries up to here are applied at the server and may be pruned when they are old enough.</summary>
    public sealed record KeepAck(long UpTo) : CabinetEffect;
    public sealed record Signal(KioskSignal Sound, int Compartment) : CabinetEffect;
}

/// <summary>Sound and light, beside what the screen says.</summary>
public enum KioskSignal { ScanTaken, ScanRefused, DoorReleased, Warning, Identify }
