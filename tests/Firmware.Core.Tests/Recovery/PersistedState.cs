using System.Collections.Immutable;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Faults;
using SmartLocker.Firmware.Core.Journal;
using static SmartLocker.Firmware.Core.Tests.Cabinet.People;

namespace SmartLocker.Firmware.Core.Tests.Recovery;

/// <summary>
/// Something that can be in the journal when power fails: how it comes there, and what the next start makes of it.
/// </summary>
/// <param name="Property">Where <see cref="Holdings"/> keeps it.</param>
/// <param name="Expected">The facts that the start puts on record because of it.</param>
/// <param name="Then">In words, what holds after the start.</param>
/// <param name="Holds">The same as a check of the state after the start.</param>
public sealed record PersistedState(
    string Property, string What, ImmutableArray<Fact> History, ImmutableArray<Fact> Expected, string Then,
    Func<CabinetState, bool> Holds)
{
    private const int Door = 3;

    private static readonly CommandId Command = CommandId.Parse("c-1");

    private static readonly Fact.ReleaseIntended Opening =
        new(Command, Door, ReleasePurpose.Operator, [], [Opener.Id], new Authorisation.Nonce("00ff"));

    private static readonly Fact.ReleaseIntended ByCode = Opening with
    {
        Code = new SpentCode("c0de", 7, DateTimeOffset.UnixEpoch.AddDays(20_000), DateTimeOffset.UnixEpoch.AddDays(20_001)),
    };

    private static readonly Fact.PacketDeposited Deposited = new(Plain, Door, Sender.Id, Command, null);

    /// <summary>Beside the releases under way, which have a table of their own.</summary>
    public static ImmutableArray<PersistedState> All { get; } =
    [
        new(nameof(Holdings.Compartments), "a packet inside", [Deposited], [], "it is inside",
            state => state.Holdings.Compartment(Door).Packets.ContainsKey(Plain)),
        new(nameof(Holdings.Compartments), "wear of a lock", Opened, [],
            "it is counted on",
            state => state.Holdings.Compartment(Door) is { Uses: 1, Pulses: 1 }),
        new(nameof(Holdings.Compartments), "who opened it as an operator", Opened, [],
            "a settlement still knows whose hands took what is gone",
            state => state.Holdings.Compartment(Door).Operator?.Intent.Command == Command),
        new(nameof(Holdings.Compartments), "which entry spoke last of the contents", [Deposited], [],
            "a settlement of before it says nothing", state => state.Holdings.Compartment(Door).SaidAt == 1),
        new(nameof(Holdings.Places), "where a packet lies", [Deposited], [], "it lies there",
            state => state.Holdings.Places.GetValueOrDefault(Plain) == Door),
        new(nameof(Holdings.Deposits), "how many deposits there were", [Deposited], [], "the next has the next ordinal",
            state => state.Holdings.Deposits == 1),
        new(nameof(Holdings.Facts), "how many facts there were", [Deposited], [], "it is the number of the last entry",
            state => state.Holdings.Facts >= 1),
        new(nameof(Holdings.Answers), "an order that ended", Opened, [], "the same order gets the same answer and no pulse",
            state => state.Holdings.Answers[Command] == new CommandAnswer.Ended(ReleaseResult.Opened)),
        new(nameof(Holdings.Answers), "an order that was refused", [Refused], [], "the same order gets the same answer",
            state => state.Holdings.Answers[Command] == new CommandAnswer.Refused(CommandRefusal.Busy)),
        new(nameof(Holdings.AnswerOrder), "which answer is the oldest", [Refused], [],
            "it is forgotten first", state => state.Holdings.AnswerOrder.SequenceEqual([Command])),
        new(nameof(Holdings.Failures), "wrong PINs, fewer than the limit", [Wrong], [], "the next counts on from there",
            state => state.Holdings.Failures[Opener.Id] == 1 && state.LockedOut.IsEmpty),
        new(nameof(Holdings.Failures), "wrong PINs up to the limit", [Wrong, Wrong, Wrong, Wrong, Wrong], [],
            "the lock-out begins anew", state => state.LockedOut.ContainsKey(Opener.Id)),
        new(nameof(Holdings.LastHour), "what counts against the limits of an hour",
            [Wrong, Opening, Ended(ReleaseResult.Expired)], [], "it counts as just happened",
            state => state.Holdings.LastHour is { RemoteOpens: 1, WrongPins: 1 }),
        new(nameof(Holdings.UsedCodes), "a code that was used", [ByCode, Ended(ReleaseResult.Expired)], [],
            "it is never taken again", state => state.Holdings.UsedCodes.ContainsKey("c0de")),
        new(nameof(Holdings.CodesUpTo), "that more codes were used than are kept", Thousand, [],
            "what may have been forgotten is refused by its number", state => state.Holdings.CodesUpTo == 1),
        new(nameof(Holdings.Visit), "a visit", [new Fact.SignedIn(Opener.Id, "v-1")], [new Fact.SignedOut("v-1")],
            "nobody is signed in", state => state is { Visit: null, Holdings.Visit: null }),
        .. FaultName.All.Select(name => new PersistedState(
            nameof(Holdings.Faults), $"the fault {name}", [new Fact.FaultRaised(name, Door, "x")],
            name == FaultName.LineFault ? [new Fact.FaultCleared(name, Door)] : [],
            name == FaultName.LineFault ? "the start checks the lines anew" : "it stands until its reason ends",
            state => state.Holdings.HasFault(name, Door) == (name != FaultName.LineFault))),
    ];

    private static ImmutableArray<Fact> Thousand =>
    [
        .. Enumerable.Range(1, Holdings.UsedCodesMax + 1).SelectMany(number => new Fact[]
        {
            Opening with { Code = new SpentCode($"c{number}", number, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch) },
            Ended(ReleaseResult.Expired),
        }),
    ];

    public override string ToString() => $"{Property}: {What}";

    private static Fact.CommandRefused Refused => new(Command, Door, CommandRefusal.Busy);

    private static ImmutableArray<Fact> Opened => [Opening, Ended(ReleaseResult.Opened), new Fact.DoorShut(Door, default)];

    private static Fact.SignInRefused Wrong => new(Opener.Id, SignInRefusal.WrongPin);

    private static Fact.ReleaseEnded Ended(ReleaseResult result) => new(Command, Door, result, 1);
}
