using System.Collections.Immutable;

namespace SmartLocker.Firmware.Core.Faults;

/// <summary>The faults this firmware raises and clears, named as in the fault registry of hardware-specs.</summary>
public static class FaultName
{
    public const string Jammed = "Jammed";
    public const string ReleasedNotOpened = "ReleasedNotOpened";
    public const string NotLatched = "NotLatched";
    public const string LatchedWhileOpen = "LatchedWhileOpen";
    public const string SensorFault = "SensorFault";
    public const string ForcedOpen = "ForcedOpen";
    public const string LeftOpen = "LeftOpen";
    public const string CoilOpen = "CoilOpen";
    public const string CoilShort = "CoilShort";
    public const string DriverStuckOn = "DriverStuckOn";
    public const string LineFault = "LineFault";

    /// <summary>Nobody can say what lies in the compartment: a person must look before it is used again.</summary>
    public const string ContentsUnknown = "ContentsUnknown";
    public const string JournalFull = "JournalFull";
    public const string JournalNotWritable = "JournalNotWritable";
    public const string JournalQuarantined = "JournalQuarantined";

    /// <summary>Desired state, acknowledgement or epoch was not what was written; the server says it anew.</summary>
    public const string KeptStateDamaged = "KeptStateDamaged";
    public const string LinkDown = "LinkDown";

    /// <summary>The server wants none of this cabinet's streams, or could not read one; people are served all the same.</summary>
    public const string LinkRefused = "LinkRefused";

    /// <summary>No stream until the cabinet is enrolled again (CL-73); people are served all the same.</summary>
    public const string CertificateExpired = "CertificateExpired";

    /// <summary>CL-82: more orders than the limit allows; a person at the cabinet must allow it again.</summary>
    public const string RemoteOpeningBlocked = "RemoteOpeningBlocked";

    /// <summary>Too many wrong PINs at this cabinet within an hour; two-person pickups wait.</summary>
    public const string PinGuessing = "PinGuessing";

    /// <summary>A one-time code with a false signature was shown within the hour.</summary>
    public const string CodeForged = "CodeForged";

    /// <summary>Nobody knows what time it is; what needs a wall clock is refused until the server has said the time.</summary>
    public const string ClockNotTrusted = "ClockNotTrusted";
    public const string ScannerDown = "ScannerDown";
    public const string HelpCalled = "HelpCalled";

    public static ImmutableArray<string> All { get; } =
    [
        Jammed, ReleasedNotOpened, NotLatched, LatchedWhileOpen, SensorFault, ForcedOpen, LeftOpen, CoilOpen, CoilShort,
        DriverStuckOn, LineFault, ContentsUnknown, JournalFull, JournalNotWritable, JournalQuarantined, LinkDown, ScannerDown,
        HelpCalled, CertificateExpired, LinkRefused, RemoteOpeningBlocked, PinGuessing,
        ClockNotTrusted, CodeForged, KeptStateDamaged,
    ];

    /// <summary>Ended by a person's work, on record when the compartment was set out of service and is put back.</summary>
    public static bool EndsByService(string name) =>
        name is CoilOpen or CoilShort or DriverStuckOn or SensorFault or Jammed;

    /// <summary>
    /// While one door has it, no lock of the same rail is pulsed: a shorted driver opens its own lock with every pulse.
    /// </summary>
    public static bool StopsRail(string name) => name is CoilShort or DriverStuckOn or LineFault;

    /// <summary>Nothing more is put into a compartment that has it.</summary>
    public static bool StopsDeposits(string name) => name is not LinkDown and not HelpCalled;

    /// <summary>Not opened for a pickup: what the record says is inside may not be inside.</summary>
    public static bool StopsPickups(string name) =>
        name is ContentsUnknown or CoilOpen or CoilShort or DriverStuckOn or LineFault;
}
