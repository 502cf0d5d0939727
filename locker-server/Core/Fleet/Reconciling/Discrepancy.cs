namespace SmartLocker.Server.Core.Fleet.Reconciling;

/// <summary>What does not fit, as it is found: the same again is the same discrepancy.</summary>
/// <param name="Compartment">0: the cabinet as a whole.</param>
/// <param name="Packet">Nothing where none is concerned.</param>
/// <param name="Owner">The agency whose packet it is; nothing for the administrators.</param>
public sealed record Finding(DiscrepancyKind Kind, int Compartment, PacketId? Packet, AgencyCode? Owner)
{
    /// <summary>Who owns it may change; what it is about does not.</summary>
    public bool IsSameAs(Finding other) => (Kind, Compartment, Packet) == (other.Kind, other.Compartment, other.Packet);

    /// <summary>
    /// What is seen now and is over when it is seen no more. What concerns the custody of a packet stays until a person has
    /// settled it, also when the records agree again: somebody must know why they did not.
    /// </summary>
    public bool EndsByItself => Kind is DiscrepancyKind.DoorOpen or DiscrepancyKind.PromiseForgotten
        or DiscrepancyKind.CabinetSilent or DiscrepancyKind.JournalLate;
}

/// <summary>A finding on record, open until it ended or somebody settled it.</summary>
/// <param name="Number">1, 2, 3 … for one cabinet; never used again.</param>
/// <param name="TakenBy">The person who sees to it.</param>
public sealed record Discrepancy(int Number, Finding Finding, DateTimeOffset Since, PersonId? TakenBy);
