using System.Collections.Immutable;

namespace SmartLocker.Firmware.Core.Journal;

/// <summary>What the journal says about this cabinet: the fold of its facts, and nothing else.</summary>
/// <remarks>
/// The state of a running cabinet holds the very same record, changed by the very same <see cref="Apply"/>, so after a
/// restart nothing has to be guessed. Compare two of them by <see cref="Digest"/>: records with collections compare by reference.
/// </remarks>
public sealed partial record Holdings
{
    /// <summary>Answers of orders kept for repeated orders; the oldest is forgotten first.</summary>
    public const int AnswersMax = 1000;

    /// <summary>Used codes known by their ids; beyond that the one given first is known by its number alone.</summary>
    public const int UsedCodesMax = 1000;

    public static Holdings Empty { get; } = new();

    /// <summary>Compartments that were ever used, by number.</summary>
    public ImmutableSortedDictionary<int, CompartmentHoldings> Compartments { get; init; } =
        ImmutableSortedDictionary<int, CompartmentHoldings>.Empty;

    /// <summary>The last release of a compartment while its purpose is not fulfilled or given up, by compartment.</summary>
    public ImmutableSortedDictionary<int, ReleaseUnderWay> UnderWay { get; init; } =
        ImmutableSortedDictionary<int, ReleaseUnderWay>.Empty;

    public ImmutableSortedDictionary<FaultAt, string> Faults { get; init; } = ImmutableSortedDictionary<FaultAt, string>.Empty;

    /// <summary>What became of orders, by command.</summary>
    public ImmutableSortedDictionary<CommandId, CommandAnswer> Answers { get; init; } =
        ImmutableSortedDictionary<CommandId, CommandAnswer>.Empty;

    /// <summary>The commands of <see cref="Answers"/>, oldest first.</summary>
    public ImmutableList<CommandId> AnswerOrder { get; init; } = [];

    /// <summary>Wrong PINs in a row, by person.</summary>
    public ImmutableSortedDictionary<PersonId, int> Failures { get; init; } = ImmutableSortedDictionary<PersonId, int>.Empty;

    /// <summary>What counts against the limits of an hour and is not known to be an hour old.</summary>
    public HourlyCounts LastHour { get; init; }

    /// <summary>Numbers of the codes that were used, by their ids.</summary>
    public ImmutableSortedDictionary<string, long> UsedCodes { get; init; } =
        ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal);

    /// <summary>Codes up to this number are worthless: which of them were used is forgotten.</summary>
    public long CodesUpTo { get; init; }

    /// <summary>Where each packet lies.</summary>
    public ImmutableSortedDictionary<PacketId, int> Places { get; init; } = ImmutableSortedDictionary<PacketId, int>.Empty;

    /// <summary>The visit that has begun and not ended.</summary>
    public string? Visit { get; init; }

    /// <summary>Deposits ever; the next one's ordinal is one higher.</summary>
    public long Deposits { get; init; }

    /// <summary>How many facts these are: the number of the journal's last entry.</summary>
    public long Facts { get; init; }

    public CompartmentHoldings Compartment(int number) => Compartments.GetValueOrDefault(number, CompartmentHoldings.Never);

    public bool HasFault(string name, int compartment) => Faults.ContainsKey(new FaultAt(compartment, name));

    public static Holdings Fold(IEnumerable<Fact> facts) => facts.Aggregate(Empty, (holdings, fact) => holdings.Apply(fact));
}

/// <summary>One compartment on record.</summary>
/// <param name="Packets">What lies inside, by packet.</param>
/// <param name="Uses">How often the door was opened by a release: wear.</param>
/// <param name="Pulses">How often the lock was energised: wear.</param>
/// <param name="Operator">The last operator's release since the contents were settled, if any.</param>
public sealed record CompartmentHoldings(
    ImmutableSortedDictionary<PacketId, HeldPacket> Packets, long Uses, long Pulses, ReleaseUnderWay? Operator)
{
    /// <summary>The entry that last said something about the contents: put in, taken out, in doubt. 0: none did.</summary>
    public long SaidAt { get; init; }

    public static CompartmentHoldings Never { get; } = new(ImmutableSortedDictionary<PacketId, HeldPacket>.Empty, 0, 0, null);
}

/// <param name="Receiver">Null for a label that the cabinet did not know.</param>
/// <param name="Command">Of the deposit; null where a person found the packet inside, as is <paramref name="Depositor"/>.</param>
/// <param name="Ordinal">The how-manyeth deposit of this journal it was: a lower one waits longer.</param>
public sealed record HeldPacket(AgencyCode? Receiver, CommandId? Command, PersonId? Depositor, long Ordinal);

/// <summary>A release on record.</summary>
/// <param name="Result">Null while only intended.</param>
public sealed record ReleaseUnderWay(Fact.ReleaseIntended Intent, ReleaseResult? Result);

/// <param name="RemoteOpens">Doors that orders let open.</param>
/// <param name="OrdersOverLimit">Orders refused for the limit since a person last allowed opening from afar.</param>
public readonly record struct HourlyCounts(int RemoteOpens, int OrdersOverLimit, int WrongPins)
{
    public HourlyCounts Apply(Fact fact) => fact switch
    {
        Fact.ReleaseIntended { Purpose: ReleasePurpose.Operator } => this with { RemoteOpens = RemoteOpens + 1 },
        Fact.CommandRefused { Reason: CommandRefusal.Limit } => this with { OrdersOverLimit = OrdersOverLimit + 1 },
        Fact.SignInRefused { Reason: SignInRefusal.WrongPin } => this with { WrongPins = WrongPins + 1 },
        Fact.RemoteOpeningAllowed => this with { OrdersOverLimit = 0 },
        Fact.LimitsAged aged => new HourlyCounts(
            Math.Max(0, RemoteOpens - aged.RemoteOpens), Math.Max(0, OrdersOverLimit - aged.OrdersOverLimit),
            Math.Max(0, WrongPins - aged.WrongPins)),
        _ => this,
    };
}

/// <summary>A fault and where it is; 0 is the cabinet as a whole.</summary>
public readonly record struct FaultAt(int Compartment, string Name) : IComparable<FaultAt>
{
    public int CompareTo(FaultAt other) =>
        Compartment != other.Compartment ? Compartment.CompareTo(other.Compartment) : string.CompareOrdinal(Name, other.Name);

    public static bool operator <(FaultAt left, FaultAt right) => left.CompareTo(right) < 0;
    public static bool operator >(FaultAt left, FaultAt right) => left.CompareTo(right) > 0;
    public static bool operator <=(FaultAt left, FaultAt right) => left.CompareTo(right) <= 0;
    public static bool operator >=(FaultAt left, FaultAt right) => left.CompareTo(right) >= 0;
}

/// <summary>What became of an order, kept for whoever repeats it.</summary>
public abstract record CommandAnswer
{
    private CommandAnswer() { }

    public sealed record Ended(ReleaseResult Result) : CommandAnswer;
    public sealed record Refused(CommandRefusal Reason) : CommandAnswer;
}
