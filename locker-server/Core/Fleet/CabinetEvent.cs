using System.Collections.Immutable;
using SmartLocker.Server.Core.Fleet.Journal;
using SmartLocker.Server.Core.Fleet.Reconciling;

namespace SmartLocker.Server.Core.Fleet;

/// <summary>What happened to a cabinet, or what it told (closed family).</summary>
public abstract record CabinetEvent
{
    private CabinetEvent() { }

    public sealed record Registered(CabinetId Id, string ModelId, int ModelRevision, CabinetSettings Settings) : CabinetEvent;

    public sealed record SettingsChanged(CabinetSettings Settings) : CabinetEvent;

    public sealed record CompartmentSet(int Compartment, AgencyCode? FixedFor, string? OutOfServiceReason) : CabinetEvent;

    public sealed record StreamOpened(long Epoch, string Boot, string FirmwareVersion) : CabinetEvent;

    /// <summary>From now on entries of this journal are taken, from the first one.</summary>
    public sealed record JournalAccepted(JournalId Journal) : CabinetEvent;

    /// <summary>A Hello spoke against the journal (CL-29). Nobody stands by it yet; many of them are a case (CL-90).</summary>
    public sealed record StreamDoubted(QuarantineReason Reason, JournalId Journal) : CabinetEvent;

    public sealed record Quarantined(QuarantineReason Reason, JournalId Journal) : CabinetEvent;

    /// <summary>The fact is part of the record, so the cabinet's state here folds from it.</summary>
    public sealed record EntryApplied(long Sequence, EntryHash Hash, bool Offline, CabinetFact Fact) : CabinetEvent;

    public sealed record Promised(int Compartment, PendingAssignment Assignment) : CabinetEvent;

    public sealed record PromiseEnded(int Compartment, string Assignment) : CabinetEvent;

    public sealed record ContentPut(int Compartment, Content Content) : CabinetEvent;

    public sealed record ContentTaken(int Compartment, PacketId Packet) : CabinetEvent;

    public sealed record ReconciliationNeeded(int Compartment, string Question) : CabinetEvent;

    /// <summary>Persons want it opened from afar: on record with their reason before the cabinet is asked.</summary>
    public sealed record OpeningOrdered(int Compartment, PersonId By, PersonId? Approver, string Reason) : CabinetEvent;

    /// <summary>The actor got a one-time code for a door. The code itself is shown once and kept nowhere.</summary>
    /// <param name="Code">Its id, as the cabinet's record will name it when it was used.</param>
    public sealed record CodeGiven(
        PacketId Packet, int Compartment, PersonId Person, string Code, long Number, DateTimeOffset Expires) : CabinetEvent;

    /// <summary>
    /// Its controller is not believed any more, stolen or taken apart: nothing that it holds lets it in (CL-74).
    /// </summary>
    public sealed record MachineDenied(string Reason) : CabinetEvent;

    /// <summary>A controller with this serial number may enrol; what was given out before the denial stays worthless.</summary>
    public sealed record MachineAllowed(string SerialNumber, string Reason) : CabinetEvent;

    /// <summary>A person found out what an unreadable entry means, and put right what had to be.</summary>
    public sealed record DeadLetterSettled(JournalId Journal, long Sequence, string Note) : CabinetEvent;

    /// <summary>Records and what is seen do not fit; from now on somebody owns it.</summary>
    public sealed record DiscrepancyFound(int Number, Finding Finding) : CabinetEvent;

    public sealed record DiscrepancyTaken(int Number, PersonId By) : CabinetEvent;

    /// <param name="Note">Of the person who settled it; empty where it was over by itself.</param>
    public sealed record DiscrepancyEnded(int Number, string Note) : CabinetEvent;

    /// <summary>Persons looked: this is what lies inside now.</summary>
    public sealed record Reconciled(int Compartment, ImmutableArray<Content> Contents, string Note) : CabinetEvent;
}
