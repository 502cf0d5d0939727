namespace SmartLocker.Server.Core.Packets;

/// <summary>Why a packet needs a person.</summary>
public enum ExceptionReason
{
    /// <summary>短少: an enclosure is not in it.</summary>
    Missing,

    /// <summary>誤夾: an enclosure is for somebody else.</summary>
    Misenclosed,

    Damaged,

    /// <summary>The collectors of a 密 packet saw its seal broken.</summary>
    SealBroken,

    /// <summary>It was reopened at the registry, yet somebody deposited it.</summary>
    DepositedWhileOpen,

    /// <summary>Two deposits without a pickup between them: two labels, or a wrong scan.</summary>
    DepositedTwice,

    /// <summary>Its receiver does not collect at this cabinet.</summary>
    DepositedElsewhere,

    DepositedAfterPickup,

    /// <summary>Lies with a packet that it must not lie with.</summary>
    SharedCompartment,

    /// <summary>Power failed or the person left in mid-deposit: inside, or still carried.</summary>
    DepositInterrupted,

    /// <summary>Somebody looked where it should lie, and it was not there.</summary>
    NotFound,

    /// <summary>Taken from a place where it was not known to be.</summary>
    PickedUpUnexpectedly,

    /// <summary>誤送: taken by somebody who does not act for its receiver.</summary>
    PickedUpByAnother,

    /// <summary>密 taken without two persons of the receiver, one of them a named opener.</summary>
    TwoPersonRuleBroken,
}
