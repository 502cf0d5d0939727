using System.Collections.Immutable;
using SmartLocker.Firmware.Core.Faults;
using SmartLocker.Firmware.Core.Journal;
using static SmartLocker.Firmware.Core.Tests.Cabinet.People;

namespace SmartLocker.Firmware.Core.Tests.Recovery;

/// <summary>At least one fact of every kind, and histories that leave something for each of them to change.</summary>
internal static class FactExamples
{
    private const int Door = 3;

    private static readonly CommandId Command = CommandId.Parse("c-1");

    public static ImmutableArray<Fact> All { get; } =
    [
        new Fact.Booted("1", "SDL-24-CH", 1),
        new Fact.SignedIn(Opener.Id, "v-2"),
        new Fact.SignInRefused(Opener.Id, SignInRefusal.WrongPin),
        new Fact.SignInRefused(null, SignInRefusal.UnknownBadge),
        new Fact.SignInRefused(null, SignInRefusal.FalseCode),
        new Fact.SignedOut("v-1"),
        .. Enum.GetValues<ReleasePurpose>().Select(Intended),
        .. Enum.GetValues<ReleaseResult>().Select(result => new Fact.ReleaseEnded(Command, Door, result, 1)),
        new Fact.DoorShut(Door, TimeSpan.FromSeconds(9)),
        new Fact.PacketDeposited(Plain, Door, Sender.Id, Command, null),
        new Fact.PacketFound(Plain, Door, AgencyCode.Parse("395010000A"), 7),
        new Fact.DepositAbandoned(Plain, Door, Sender.Id, DepositAbandonment.ByPerson, Command),
        new Fact.PacketPickedUp(Plain, Door, [Opener.Id], Command, SealState.NotAsked),
        new Fact.PickupAbandoned([Plain], Door, [Opener.Id], Command),
        .. FaultName.All.SelectMany(name => new Fact[]
        {
            new Fact.FaultRaised(name, Door, "x"), new Fact.FaultCleared(name, Door),
        }),
        .. Enum.GetValues<CommandRefusal>().Select(reason => new Fact.CommandRefused(CommandId.Parse("c-2"), Door, reason)),
        new Fact.LimitsAged(1, 1, 1),
        new Fact.RemoteOpeningAllowed(Opener.Id),
    ];

    public static IEnumerable<ImmutableArray<Fact>> Histories { get; } =
    [
        [],
        [new Fact.SignedIn(Opener.Id, "v-1"), new Fact.SignInRefused(Opener.Id, SignInRefusal.WrongPin)],
        [new Fact.PacketDeposited(Plain, Door, Sender.Id, Command, null)],
        .. Enum.GetValues<ReleasePurpose>().Select(purpose => (ImmutableArray<Fact>)[Intended(purpose)]),
        [Intended(ReleasePurpose.Operator), new Fact.ReleaseEnded(Command, Door, ReleaseResult.Opened, 1)],
        [new Fact.CommandRefused(CommandId.Parse("c-3"), Door, CommandRefusal.Limit)],
        [.. FaultName.All.Select(name => new Fact.FaultRaised(name, Door, "x"))],
        [
            .. Enumerable.Range(1, Holdings.UsedCodesMax).Select(number =>
                Bare(ReleasePurpose.Pickup) with { Code = Code with { Id = $"c{number}", Number = number } }),
        ],
    ];

    private static Fact.ReleaseIntended Intended(ReleasePurpose purpose) =>
        Bare(purpose) with { Code = purpose is ReleasePurpose.Pickup ? Code : null };

    private static SpentCode Code =>
        new("c0de", 7, DateTimeOffset.UnixEpoch.AddDays(20_000), DateTimeOffset.UnixEpoch.AddDays(20_001));

    private static Fact.ReleaseIntended Bare(ReleasePurpose purpose) =>
        new(Command, Door, purpose, [Plain], [Opener.Id], new Authorisation.AssignedLocally("a"));
}
