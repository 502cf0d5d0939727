namespace SmartLocker.Firmware.Core.Cabinet;

/// <summary>What the screen may have to tell a person. The words are in <see cref="KioskTexts"/>.</summary>
public enum NoticeKind
{
    UnknownBadge,
    WrongPin,
    LockedOut,
    UnknownScan,
    SignInFirst,
    FinishFirst,
    OtherPersonSignedIn,
    UnknownPacket,
    NotSealed,
    NotYourPacket,
    NoRoom,
    NotCollectedHere,
    NotAllowed,
    AlreadyDeposited,
    PacketHeld,
    DepositsStopped,
    Deposited,
    TakenBack,
    NothingWaits,
    PickupDone,
    SecondPersonRefused,
    SecondPersonMissing,
    CheckFailed,
    DoorNotUsable,
    HelpCalled,
    RemoteOpeningAllowed,
    PickupsForTwoWait,
}
