using System.Collections.Immutable;
using SmartLocker.Firmware.Core.Desired;
using SmartLocker.Firmware.Core.Journal;
using SmartLocker.Firmware.Core.Link;

namespace SmartLocker.Firmware.Core.Cabinet;

/// <summary>Everything that can reach a cabinet, one at a time.</summary>
public abstract record CabinetInput
{
    private CabinetInput() { }

    /// <summary>At least every 100 ms: deadlines are found by it.</summary>
    public sealed record Tick : CabinetInput;

    /// <summary>Debounced readings of the doors that changed; after the start, of every door.</summary>
    public sealed record SensorsRead(ImmutableArray<DoorReading> Doors) : CabinetInput;
    public sealed record PulseEnded(CommandId Command, int Compartment, int Attempt, PulseResult Result) : CabinetInput;
    public sealed record Scanned(string Text) : CabinetInput;
    public sealed record KioskAsked(KioskRequest Request) : CabinetInput;
    public sealed record PinChecked(PersonId Person, bool Right) : CabinetInput;

    /// <summary>A stream was welcomed. Anything of a lower epoch is refused from now on.</summary>
    public sealed record LinkWelcomed(long Epoch, long AckedUpTo, JournalStanding Standing) : CabinetInput
    {
        /// <summary>Desired state that is newer than what is held comes with it; false: what is held is what is wanted.</summary>
        public bool StateFollows { get; init; }
    }

    public sealed record LinkLost : CabinetInput;

    /// <summary>The server ended a stream, or took none, for a reason that the next attempt does not mend by itself.</summary>
    public sealed record LinkRefused(string Detail) : CabinetInput;
    public sealed record AckReceived(long UpTo, long Epoch) : CabinetInput;
    public sealed record DesiredReceived(DesiredChange Change) : CabinetInput;

    /// <summary>Desired state came that cannot be read: something newer is wanted, and nobody here knows what.</summary>
    public sealed record DesiredUnreadable : CabinetInput;
    public sealed record CallAnswered(string CorrelationId, long Epoch, CallAnswer Answer) : CabinetInput;
    public sealed record OrderReceived(string CorrelationId, long Epoch, ServerOrder Order) : CabinetInput;

    /// <summary>The disk refused an append, or takes them again.</summary>
    public sealed record JournalHealth(bool Writable, int UsedPercent) : CabinetInput;
    public sealed record ScannerHealth(bool Answering) : CabinetInput;

    /// <summary>
    /// What the wall clock says, and how far it is trusted. At the start, and when the server has said the time.
    /// </summary>
    /// <param name="At">The moment at which it was <paramref name="Utc"/>; it goes on by the uptime.</param>
    public sealed record ClockHealth(ClockQuality Quality, DateTimeOffset Utc, Uptime At) : CabinetInput
    {
        public bool IsTrusted => Quality is not ClockQuality.Unset;

        public DateTimeOffset UtcAt(Uptime now) => Utc + (now - At);
    }

    /// <summary>Whether the server can still believe this cabinet's certificate.</summary>
    public sealed record CertificateHealth(bool Valid, string Detail) : CabinetInput;
}

/// <summary>One door's sensors. A cabinet with a hook switch only reports <see cref="Contact.Absent"/> for the door.</summary>
public readonly record struct DoorReading(int Compartment, Contact Hook, Contact Door);

/// <summary>Closed: hook latched, or door shut.</summary>
public enum Contact { Unknown, Closed, Open, Absent }

/// <summary>What one pulse did, as far as the wires tell.</summary>
public abstract record PulseResult
{
    private PulseResult() { }

    public sealed record Pulsed : PulseResult;

    /// <summary>Too soon after the last pulse of this lock; nothing was energised.</summary>
    public sealed record Resting : PulseResult;

    /// <summary>The line or bus failed; it may still be on, so the supply was cut.</summary>
    public sealed record LineFault(string Line, string Detail) : PulseResult;
    public sealed record CoilOpen : PulseResult;
    public sealed record CoilShort : PulseResult;
    public sealed record DriverStuckOn : PulseResult;
}
