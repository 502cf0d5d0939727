using SmartLocker.Server.Core.Fleet.Desired;
using SmartLocker.Server.Core.Fleet.Journal;
using SmartLocker.Server.Core.Packets;
using Proto = SmartLocker.Contracts.V1;

namespace SmartLocker.Server.Rpc.Wire;

/// <summary>Enumerations: one line a word. A value nobody set, or one newer than this server, is refused by name.</summary>
internal static class WireWords
{
    public static ClockQuality Read(Proto.ClockQuality word) => word switch
    {
        Proto.ClockQuality.Synced => ClockQuality.Synced,
        Proto.ClockQuality.Holdover => ClockQuality.Holdover,
        Proto.ClockQuality.Unset => ClockQuality.Unset,
        _ => throw WireValue.Unspecified("clock quality", word),
    };

    public static SignInRefusal Read(Proto.SignInRefusal word) => word switch
    {
        Proto.SignInRefusal.UnknownBadge => SignInRefusal.UnknownBadge,
        Proto.SignInRefusal.WrongPin => SignInRefusal.WrongPin,
        Proto.SignInRefusal.LockedOut => SignInRefusal.LockedOut,
        Proto.SignInRefusal.FalseCode => SignInRefusal.FalseCode,
        _ => throw WireValue.Unspecified("reason of a refused sign-in", word),
    };

    public static ReleasePurpose Read(Proto.ReleasePurpose word) => word switch
    {
        Proto.ReleasePurpose.Deposit => ReleasePurpose.Deposit,
        Proto.ReleasePurpose.Pickup => ReleasePurpose.Pickup,
        Proto.ReleasePurpose.Operator => ReleasePurpose.Operator,
        Proto.ReleasePurpose.Reopen => ReleasePurpose.Reopen,
        _ => throw WireValue.Unspecified("purpose of a release", word),
    };

    public static ReleaseResult Read(Proto.ReleaseResult word) => word switch
    {
        Proto.ReleaseResult.Opened => ReleaseResult.Opened,
        Proto.ReleaseResult.AlreadyOpen => ReleaseResult.AlreadyOpen,
        Proto.ReleaseResult.ReleasedNotOpened => ReleaseResult.ReleasedNotOpened,
        Proto.ReleaseResult.Jammed => ReleaseResult.Jammed,
        Proto.ReleaseResult.CoilFault => ReleaseResult.CoilFault,
        Proto.ReleaseResult.Expired => ReleaseResult.Expired,
        Proto.ReleaseResult.Unknown => ReleaseResult.Unknown,
        Proto.ReleaseResult.Refused => ReleaseResult.Refused,
        _ => throw WireValue.Unspecified("result of a release", word),
    };

    public static DepositAbandonment Read(Proto.DepositAbandonment word) => word switch
    {
        Proto.DepositAbandonment.ByPerson => DepositAbandonment.ByPerson,
        Proto.DepositAbandonment.DoorFault => DepositAbandonment.DoorFault,
        Proto.DepositAbandonment.TooSmall => DepositAbandonment.TooSmall,
        Proto.DepositAbandonment.Interrupted => DepositAbandonment.Interrupted,
        _ => throw WireValue.Unspecified("reason of an abandoned deposit", word),
    };

    public static SealState Read(Proto.SealState word) => word switch
    {
        Proto.SealState.NotAsked => SealState.NotAsked,
        Proto.SealState.Intact => SealState.Intact,
        Proto.SealState.Broken => SealState.Broken,
        _ => throw WireValue.Unspecified("state of a seal", word),
    };

    public static CommandRefusal Read(Proto.CommandRefusal word) => word switch
    {
        Proto.CommandRefusal.NonceUnknown => CommandRefusal.NonceUnknown,
        Proto.CommandRefusal.Expired => CommandRefusal.Expired,
        Proto.CommandRefusal.Fenced => CommandRefusal.Fenced,
        Proto.CommandRefusal.Limit => CommandRefusal.Limit,
        Proto.CommandRefusal.Busy => CommandRefusal.Busy,
        Proto.CommandRefusal.NoSuchCompartment => CommandRefusal.NoSuchCompartment,
        Proto.CommandRefusal.OutOfService => CommandRefusal.OutOfService,
        Proto.CommandRefusal.NotAllowed => CommandRefusal.NotAllowed,
        Proto.CommandRefusal.Blocked => CommandRefusal.Blocked,
        _ => throw WireValue.Unspecified("reason of a refused order", word),
    };

    /// <summary>Unspecified means: as sealed.</summary>
    public static PacketSize? Read(Proto.PacketSize word) => word switch
    {
        Proto.PacketSize.Unspecified => null,
        Proto.PacketSize.S => PacketSize.S,
        Proto.PacketSize.M => PacketSize.M,
        Proto.PacketSize.L => PacketSize.L,
        _ => throw WireValue.Unspecified("packet size", word),
    };

    public static Proto.PacketSize Write(PacketSize word) => word switch
    {
        PacketSize.S => Proto.PacketSize.S,
        PacketSize.M => Proto.PacketSize.M,
        PacketSize.L => Proto.PacketSize.L,
        _ => throw new ArgumentOutOfRangeException(nameof(word), word, null),
    };

    public static Proto.Urgency Write(Urgency word) => word switch
    {
        Urgency.Ordinary => Proto.Urgency.Ordinary,
        Urgency.Fast => Proto.Urgency.Fast,
        Urgency.Fastest => Proto.Urgency.Fastest,
        _ => throw new ArgumentOutOfRangeException(nameof(word), word, null),
    };

    public static Proto.PickupPolicy Write(PickupPolicy word) => word switch
    {
        PickupPolicy.OnePerson => Proto.PickupPolicy.OnePerson,
        PickupPolicy.TwoPersons => Proto.PickupPolicy.TwoPersons,
        _ => throw new ArgumentOutOfRangeException(nameof(word), word, null),
    };

    public static Proto.PacketSharing Write(PacketSharing word) => word switch
    {
        PacketSharing.WithReceiversOwn => Proto.PacketSharing.WithReceiversOwn,
        PacketSharing.Alone => Proto.PacketSharing.Alone,
        _ => throw new ArgumentOutOfRangeException(nameof(word), word, null),
    };

    public static Proto.PacketStanding Write(PacketStanding word) => word switch
    {
        PacketStanding.Sealed => Proto.PacketStanding.Sealed,
        PacketStanding.Deposited => Proto.PacketStanding.Deposited,
        PacketStanding.Held => Proto.PacketStanding.Held,
        _ => throw new ArgumentOutOfRangeException(nameof(word), word, null),
    };
}
