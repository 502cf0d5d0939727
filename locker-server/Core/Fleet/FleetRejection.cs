namespace SmartLocker.Server.Core.Fleet;

/// <summary>Why an order about a cabinet is refused.</summary>
public enum FleetRejection
{
    NotAllowed, UnknownCabinet, UnknownCompartment, ReasonMissing, NotQuarantined,

    /// <summary>Not the journal that waits, or the one that was found broken: such a journal is never taken again.</summary>
    OtherJournal,

    /// <summary>Only a cabinet whose controller was denied is allowed again.</summary>
    NotDenied,

    SerialMissing,

    /// <summary>It is settled, or over by itself.</summary>
    NoSuchDiscrepancy,
}
