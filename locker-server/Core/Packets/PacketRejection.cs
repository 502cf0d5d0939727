namespace SmartLocker.Server.Core.Packets;

/// <summary>Why an order about a packet is refused.</summary>
public enum PacketRejection
{
    UnknownPacket,

    /// <summary>The number is taken by another packet.</summary>
    NumberTaken,

    /// <summary>The person may not do this for this agency.</summary>
    NotAllowed,

    /// <summary>Nothing is added to, and nothing seals, a packet that is not open.</summary>
    NotOpen,

    NotSealed,

    AlreadyDeposited,

    /// <summary>Nobody knows for certain where it is: that is settled first.</summary>
    InDoubt,

    /// <summary>Nothing in it to seal.</summary>
    Empty,

    /// <summary>Has as many enclosures as one transfer list can hold.</summary>
    Full,

    /// <summary>A 密 document has a packet of its own.</summary>
    ConfidentialAlone,

    /// <summary>A 密 packet names who may open it.</summary>
    NoOpeners,

    /// <summary>A named opener is no active staff of the receiver, or the packet is not 密.</summary>
    WrongOpener,

    /// <summary>It cannot be receipted before it was picked up.</summary>
    NotPickedUp,

    UnknownEnclosure,

    /// <summary>The receiver has said something else of this enclosure already.</summary>
    MarkedAlready,

    ReasonMissing,

    UnknownException,
}
