namespace SmartLocker.Server.Core.Packets;

/// <summary>How far a packet is on its way.</summary>
public enum PacketStage
{
    /// <summary>Enclosures may be added.</summary>
    Open,

    /// <summary>Closed, with a transfer list; may be reopened until it is deposited.</summary>
    Sealed,

    /// <summary>Lies behind a shut door.</summary>
    Deposited,

    PickedUp,

    /// <summary>The receiver has spoken of every enclosure.</summary>
    Receipted,

    /// <summary>Something is wrong with it that a person has to settle.</summary>
    Exception,
}
