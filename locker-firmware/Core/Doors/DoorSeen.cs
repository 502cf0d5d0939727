using SmartLocker.Firmware.Core.Cabinet;

namespace SmartLocker.Firmware.Core.Doors;

/// <summary>What the sensors of one door say together.</summary>
public enum DoorSeen
{
    /// <summary>No valid reading.</summary>
    Unknown,

    /// <summary>Hook latched, door shut.</summary>
    Shut,

    /// <summary>Hook released, door still shut. Without a door sensor this looks like <see cref="Open"/>.</summary>
    Released,

    /// <summary>Hook released, door open; with one sensor only: not shut.</summary>
    Open,

    /// <summary>Hook latched, door open: the hook sprang shut in the air, or its switch is stuck.</summary>
    LatchedOpen,
}

/// <summary>The hook × door table. What is ambiguous is unknown, never shut.</summary>
public static class DoorSight
{
    public static DoorSeen Of(DoorReading reading) => (reading.Hook, reading.Door) switch
    {
        (Contact.Closed, Contact.Closed or Contact.Absent) => DoorSeen.Shut,
        (Contact.Absent, Contact.Closed) => DoorSeen.Shut,
        (Contact.Open, Contact.Closed) => DoorSeen.Released,
        (Contact.Open, Contact.Open or Contact.Absent) => DoorSeen.Open,
        (Contact.Absent, Contact.Open) => DoorSeen.Open,
        (Contact.Closed, Contact.Open) => DoorSeen.LatchedOpen,
        _ => DoorSeen.Unknown,
    };
}
