using SmartLocker.HardwareSpecs;
using SmartLocker.HardwareSpecs.Cabinets;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Core.Fleet.Reconciling;
using SmartLocker.Server.Storage;
using SmartLocker.Server.Storage.Deciding;

namespace SmartLocker.Server.Features.Fleet;

/// <summary>Cabinets on record, their settings, and the questions that persons settle about them.</summary>
public sealed class CabinetRegistry(ILedger ledger, TimeProvider time)
{
    public const string PepperKind = "pepper";
    public const int PepperBytes = 32;

    /// <summary>Puts a cabinet on record. One that is there already stays as it is.</summary>
    /// <param name="pepper">This cabinet's alone, for PIN verifiers; one that it has already stays for ever.</param>
    public async Task<FleetRejection?> Register(
        CabinetId id, CabinetModel model, CabinetSettings settings, byte[] pepper, Actor by)
    {
        if (!await ledger.MayAdminister(by)) { return FleetRejection.NotAllowed; }

        await ledger.Decide(time, async now => await ledger.FindCabinet(id) is not null
            ? new Plan<bool>(null, false)
            : new Plan<bool>(
                new Commit
                {
                    Changes = Change.Of(
                        (Stored<Cabinet>?)null, [new(now, by, new CabinetEvent.Registered(id, model.Id, model.Revision,
                            settings))]),
                },
                true));
        if (await ledger.Vault.FindSecret(PepperKind, id.Value) is null)
        {
            await ledger.Vault.KeepSecret(PepperKind, id.Value, pepper);
        }

        return null;
    }

    public Task<FleetRejection?> ChangeSettings(CabinetId id, Person by, CabinetSettings settings) =>
        Decide(id, (cabinet, now) => Attention.ChangeSettings(cabinet, by, settings, now));

    public Task<FleetRejection?> SetCompartment(
        CabinetId id, Person by, int compartment, AgencyCode? fixedFor, string? outOfServiceReason) =>
        Decide(id, (cabinet, now) => Attention.SetCompartment(cabinet, by, compartment, fixedFor, outOfServiceReason, now));

    /// <summary>Puts an opening from afar on record, before the cabinet is asked.</summary>
    /// <param name="by">Whoever decides last: the approver where one is needed.</param>
    public Task<FleetRejection?> OrderOpening(CabinetId id, Person by, CabinetEvent.OpeningOrdered opening) =>
        Decide(id, (cabinet, now) => Attention.OrderOpening(cabinet, by, opening, now));

    /// <summary>Ends a quarantine by taking the new journal from its first entry.</summary>
    /// <remarks>
    /// Only one of which nothing was ever applied: another cabinet's tells of other doors, and an earlier one of its own of an
    /// earlier time. Whoever exchanged two disks, or put an old one in, gets an empty one.
    /// </remarks>
    public async Task<FleetRejection?> AcceptJournal(CabinetId id, Person by, JournalId journal)
    {
        foreach (Cabinet known in await ledger.Views.Cabinets())
        {
            bool anothers = known.Id != id && known.Journal?.Id == journal;
            bool applied = (await ledger.AppliedHashes(known.Id, journal, 1, 1)).Count > 0;
            if (anothers || applied) { return FleetRejection.OtherJournal; }
        }

        return await Decide(id, (cabinet, now) => Attention.AcceptJournal(cabinet, by, journal, Doors(cabinet), now));
    }

    /// <summary>Says what became of an entry that nobody could read.</summary>
    public Task<FleetRejection?> SettleDeadLetter(CabinetId id, Person by, JournalId journal, long sequence, string note) =>
        Decide(id, (cabinet, now) => Attention.SettleDeadLetter(cabinet, by, journal, sequence, note, now));

    public Task<FleetRejection?> DenyMachine(CabinetId id, Person by, string reason) =>
        Decide(id, (cabinet, now) => Machines.Deny(cabinet, by, reason, now));

    public Task<FleetRejection?> TakeDiscrepancy(CabinetId id, Person by, int number) =>
        Decide(id, (cabinet, now) => Reconciliation.Take(cabinet, by, number, now));

    public Task<FleetRejection?> SettleDiscrepancy(CabinetId id, Person by, int number, string note) =>
        Decide(id, (cabinet, now) => Reconciliation.Settle(cabinet, by, number, note, now));

    public Task<FleetRejection?> AllowMachine(CabinetId id, Person by, string serialNumber, string reason) =>
        Decide(id, (cabinet, now) => Machines.Allow(cabinet, by, serialNumber, reason, now));

    private static IEnumerable<int> Doors(Cabinet cabinet) =>
        Models.Find(cabinet.ModelId)?.Compartments.Select(door => door.Number) ?? cabinet.Compartments.Keys;

    private Task<FleetRejection?> Decide(CabinetId id, Func<Cabinet, DateTimeOffset, FleetOutcome> decide) =>
        ledger.Decide(time, async now =>
        {
            if (await ledger.FindCabinet(id) is not { } cabinet)
            {
                return new Plan<FleetRejection?>(null, FleetRejection.UnknownCabinet);
            }

            return decide(cabinet.State, now) switch
            {
                FleetOutcome.Rejected rejected => new Plan<FleetRejection?>(null, rejected.Reason),
                FleetOutcome.Decided { Events: { IsEmpty: false } events } =>
                    new Plan<FleetRejection?>(new Commit { Changes = Change.Of(cabinet, events) }, null),
                _ => new Plan<FleetRejection?>(null, null),
            };
        });
}
