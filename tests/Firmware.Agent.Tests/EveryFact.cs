using SmartLocker.Firmware.Core.Journal;

namespace SmartLocker.Firmware.Agent.Tests;

/// <summary>Facts of every kind, with every value of every enum somewhere.</summary>
internal static class EveryFact
{
    private static readonly PersonId Ann = PersonId.Parse("ann");
    private static readonly PersonId Bob = PersonId.Parse("bob");
    private static readonly PacketId First = PacketId.FromDigits("123456789012");
    private static readonly PacketId Second = PacketId.FromDigits("210987654321");
    private static readonly CommandId Command = CommandId.Parse("c-1");

    private static readonly DateTimeOffset Noon = new(2026, 10, 1, 12, 0, 0, TimeSpan.Zero);

    public static IReadOnlyList<Fact> All { get; } =
    [
        new Fact.Booted("1.2.3", "SDL-24-CH", 1),
        new Fact.SignedIn(Ann, "visit-1"),
        .. Enum.GetValues<SignInRefusal>().Select(reason => new Fact.SignInRefused(Ann, reason)),
        new Fact.SignInRefused(null, SignInRefusal.UnknownBadge),
        new Fact.SignedOut("visit-1"),
        .. Enum.GetValues<ReleasePurpose>().Select(purpose =>
            new Fact.ReleaseIntended(Command, 3, purpose, [First, Second], [Ann, Bob], new Authorisation.Assigned("a-1"))),
        .. Grounds.Select(ground => new Fact.ReleaseIntended(Command, 3, ReleasePurpose.Pickup, [], [Ann], ground)),
        .. Enum.GetValues<ReleaseResult>().Select(result => new Fact.ReleaseEnded(Command, 3, result, 2)),
        new Fact.DoorShut(3, TimeSpan.FromSeconds(12.345)),
        new Fact.PacketDeposited(First, 3, Ann, Command, AgencyCode.Parse("327220000I")),
        new Fact.PacketDeposited(First, 3, Ann, Command, null),
        new Fact.PacketFound(First, 3, AgencyCode.Parse("327220000I"), 7),
        new Fact.ReleaseIntended(Command, 3, ReleasePurpose.Operator, [], [Ann, Bob], new Authorisation.Nonce("00ff"))
        {
            Reason = "查看格內",
        },
        new Fact.ReleaseIntended(Command, 3, ReleasePurpose.Pickup, [First], [Ann], new Authorisation.Desired(7))
        {
            Code = new SpentCode("000102030405060708090a0b0c0d0e0f", 7, Noon, Noon.AddHours(24)),
        },
        .. Enum.GetValues<DepositAbandonment>().Select(reason => new Fact.DepositAbandoned(First, 3, Ann, reason, Command)),
        new Fact.DepositAbandoned(First, 0, Ann, DepositAbandonment.ByPerson, null),
        .. Enum.GetValues<SealState>().Select(seal => new Fact.PacketPickedUp(First, 3, [Ann, Bob], Command, seal)),
        new Fact.PickupAbandoned([First, Second], 3, [Ann], Command),
        new Fact.FaultRaised("Jammed", 3, "expected released, found latched"),
        new Fact.FaultCleared("Jammed", 3),
        new Fact.LimitsAged(1, 2, 3),
        new Fact.RemoteOpeningAllowed(Ann),
        .. Enum.GetValues<CommandRefusal>().Select(reason => new Fact.CommandRefused(Command, 3, reason)),
    ];

    private static IEnumerable<Authorisation> Grounds =>
    [
        new Authorisation.Assigned("a-1"), new Authorisation.AssignedLocally("a-2"), new Authorisation.Desired(7),
        new Authorisation.Checked("k-1"), new Authorisation.Nonce("00ff"), new Authorisation.Reopens(Command),
    ];
}
