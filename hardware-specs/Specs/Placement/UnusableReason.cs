namespace SmartLocker.HardwareSpecs.Placement;

/// <summary>Why nothing may be put into a compartment now.</summary>
public enum UnusableReason
{
    OutOfService,
    Faulty,

    /// <summary>Nobody can say what is inside: a door not read yet, or a label the server does not know.</summary>
    Unknown,

    DoorOpen,

    /// <summary>Promised to a packet that is on its way to the door.</summary>
    Promised,
}
