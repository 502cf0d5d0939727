namespace SmartLocker.Server.Core.Assignment;

/// <summary>Why a cabinet's question is answered with no.</summary>
public enum CallRefusal
{
    UnknownPacket,

    /// <summary>Open, withdrawn, in trouble, or already deposited.</summary>
    NotSealed,

    NotYourPacket,

    NoRoom,

    /// <summary>The receiver does not collect at this cabinet.</summary>
    NotCollectedHere,

    NotAllowed,

    /// <summary>Asked on a stream that is no longer the newest.</summary>
    Fenced,
}
