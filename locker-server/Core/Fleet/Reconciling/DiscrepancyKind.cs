namespace SmartLocker.Server.Core.Fleet.Reconciling;

/// <summary>What does not fit between the record, the cabinet's journal and what the cabinet sees.</summary>
public enum DiscrepancyKind
{
    /// <summary>The packet's record says that it lies here; the cabinet's does not.</summary>
    NotInCompartment,

    /// <summary>The cabinet's record says that it lies here; the packet's says elsewhere.</summary>
    NotOnPacketsRecord,

    /// <summary>It lies with another although it must lie alone.</summary>
    MustLieAlone,

    /// <summary>Its receiver does not collect here.</summary>
    NotCollectedHere,

    /// <summary>A door stands open, and no visit lasts that long.</summary>
    DoorOpen,

    /// <summary>A compartment was promised to a courier of whom nothing was heard since.</summary>
    PromiseForgotten,

    /// <summary>Nothing is heard of the cabinet.</summary>
    CabinetSilent,

    /// <summary>The cabinet is heard, yet its entries do not come.</summary>
    JournalLate,

    /// <summary>A one-time code opened a door and was not given, was given for something else, or was used before.</summary>
    CodeNotGiven,

    /// <summary>
    /// Stream after stream is opened in the cabinet's name with another journal, and nobody stands by it: perhaps a copy of it.
    /// </summary>
    JournalDoubted,
}
