using System.Collections.Immutable;
using SmartLocker.Server.Core.Fleet.Codes;
using SmartLocker.Server.Core.Fleet.Reconciling;

namespace SmartLocker.Server.Core.Fleet;

/// <summary>One cabinet as the server knows it: its stream, its journal, its compartments and faults.</summary>
/// <remarks>
/// State only, folded by <see cref="CabinetFold"/>. What its stream causes is conditional on <see cref="Epoch"/>:
/// a node that wakes up late does no harm.
/// </remarks>
public sealed record Cabinet
{
    /// <summary>The cabinet's own doubt, as the fault registry names it.</summary>
    private const string ContentsUnknown = "ContentsUnknown";

    public required CabinetId Id { get; init; }

    public required string ModelId { get; init; }

    public required int ModelRevision { get; init; }

    /// <summary>One higher at each stream; 0 before the first.</summary>
    public long Epoch { get; init; }

    public JournalState? Journal { get; init; }

    /// <summary>Nothing while its entries are taken; else why they are not, until a person has reconciled.</summary>
    public Quarantine? Quarantine { get; init; }

    /// <summary>
    /// When streams were opened that told of another journal and by which nobody stood; the newest, oldest first.
    /// </summary>
    public ImmutableArray<DateTimeOffset> Doubts { get; init; } = [];

    /// <summary>Whether its controller is believed.</summary>
    public MachineStanding Machine { get; init; } = MachineStanding.Good;

    public string FirmwareVersion { get; init; } = "";

    public required CabinetSettings Settings { get; init; }

    /// <summary>Those of which anything is known; read through <see cref="Door"/>.</summary>
    public ImmutableSortedDictionary<int, Compartment> Compartments { get; init; } =
        ImmutableSortedDictionary<int, Compartment>.Empty;

    /// <summary>The number of the last one-time code given out for this cabinet.</summary>
    public long CodesGiven { get; init; }

    /// <summary>Codes up to this number are worthless: a journal that is gone may have used them.</summary>
    public long CodesRevokedUpTo { get; init; }

    /// <summary>The number of the newest code of each packet that lies inside and has one.</summary>
    public ImmutableSortedDictionary<PacketId, long> Codes { get; init; } = ImmutableSortedDictionary<PacketId, long>.Empty;

    /// <summary>Codes of whose use nothing was heard, by number: a use of any other is a discrepancy.</summary>
    public ImmutableArray<GivenCode> CodesOut { get; init; } = [];

    public ImmutableArray<OpenFault> Faults { get; init; } = [];

    /// <summary>Oldest first.</summary>
    public ImmutableArray<DeadLetter> DeadLetters { get; init; } = [];

    /// <summary>What does not fit and is not settled, oldest first.</summary>
    public ImmutableArray<Discrepancy> Discrepancies { get; init; } = [];

    /// <summary>How many were ever found: the next one's number is one higher.</summary>
    public int DiscrepanciesFound { get; init; }

    public Compartment Door(int number) =>
        Compartments.TryGetValue(number, out Compartment? known) ? known : Compartment.Untouched(number);

    public Cabinet With(Compartment door) => this with { Compartments = Compartments.SetItem(door.Number, door) };

    /// <summary>
    /// Something lies inside, or neither cabinet nor record can say that nothing does: opening it takes two persons.
    /// </summary>
    public bool MayHold(int compartment) =>
        !Door(compartment).Contents.IsEmpty || Door(compartment).NeedsReconciliation
        || Faults.Any(fault => fault.Compartment == compartment && fault.Name == ContentsUnknown);

    public bool HasFault(int compartment) => Faults.Any(fault => fault.Compartment == compartment);
}
