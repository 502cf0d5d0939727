using System.Collections.Immutable;
using System.Diagnostics;
using SmartLocker.Server.Core.Audit;
using SmartLocker.Server.Core.Fleet.Codes;
using SmartLocker.Server.Core.Fleet.Journal;
using SmartLocker.Server.Core.Fleet.Reconciling;

namespace SmartLocker.Server.Core.Fleet;

/// <summary>What an event makes of a cabinet. Never refuses: what is on record happened.</summary>
public static class CabinetFold
{
    public static Cabinet Evolve(Cabinet? state, Recorded<CabinetEvent> happened) =>
        (state, happened.Event) switch
        {
            (null, CabinetEvent.Registered registered) => new Cabinet
            {
                Id = registered.Id,
                ModelId = registered.ModelId,
                ModelRevision = registered.ModelRevision,
                Settings = registered.Settings,
            },
            ({ } cabinet, CabinetEvent.MachineDenied denied) => cabinet with
            {
                // The stream that lives is fenced by the same commit: nothing more is taken from it (CL-14).
                Epoch = cabinet.Epoch + 1,
                Machine = new MachineStanding(
                    cabinet.Machine.Generation + 1, new MachineDenial(denied.Reason, happened.By, happened.At)),
            },
            ({ } cabinet, CabinetEvent.MachineAllowed) => cabinet with { Machine = cabinet.Machine with { Denial = null } },
            ({ } cabinet, var what) => Next(cabinet, what, happened.At),
            (null, var what) => throw new UnreachableException($"A cabinet cannot begin with {what}."),
        };

    public static Cabinet Evolve(Cabinet? state, ImmutableArray<Recorded<CabinetEvent>> happened)
    {
        foreach (Recorded<CabinetEvent> one in happened) { state = Evolve(state, one); }

        return state ?? throw new ArgumentException("Expected at least one event.", nameof(happened));
    }

    private static Cabinet Next(Cabinet cabinet, CabinetEvent what, DateTimeOffset at) => what switch
    {
        CabinetEvent.Registered registered => cabinet with
        {
            ModelId = registered.ModelId,
            ModelRevision = registered.ModelRevision,
            Settings = registered.Settings,
        },
        CabinetEvent.SettingsChanged changed => cabinet with { Settings = changed.Settings },
        CabinetEvent.StreamOpened opened => cabinet with { Epoch = opened.Epoch, FirmwareVersion = opened.FirmwareVersion },
        CabinetEvent.JournalAccepted accepted => cabinet with
        {
            Journal = new JournalState(accepted.Journal, 0, EntryHash.None),
            Quarantine = null,
            Doubts = [],
            CodesRevokedUpTo = cabinet.CodesGiven,

            // What persons recorded referred to the numbers of another journal.
            Compartments = cabinet.Compartments.ToImmutableSortedDictionary(
                door => door.Key, door => door.Value with { SettledUpTo = 0 }),
        },
        CabinetEvent.Quarantined quarantined => cabinet with
        {
            Quarantine = new Quarantine(quarantined.Reason, quarantined.Journal, at),
            Doubts = [],
        },
        CabinetEvent.StreamDoubted => cabinet with { Doubts = [.. cabinet.Doubts.Add(at).TakeLast(Reconciliation.DoubtsMax)] },
        CabinetEvent.CodeGiven given => cabinet with
        {
            CodesGiven = given.Number,
            Codes = cabinet.Codes.SetItem(given.Packet, given.Number),
            CodesOut = Out(cabinet, given),
        },
        CabinetEvent.ContentTaken taken =>
            cabinet.With(AtDoor(cabinet, what)) with { Codes = cabinet.Codes.Remove(taken.Packet) },
        CabinetEvent.OpeningOrdered => cabinet,
        CabinetEvent.DiscrepancyFound found => cabinet with
        {
            DiscrepanciesFound = found.Number,
            Discrepancies = cabinet.Discrepancies.Add(new Discrepancy(found.Number, found.Finding, at, null)),
        },
        CabinetEvent.DiscrepancyTaken taken => cabinet with
        {
            Discrepancies =
                [.. cabinet.Discrepancies.Select(open => open.Number == taken.Number ? open with { TakenBy = taken.By } : open)],
        },
        CabinetEvent.DiscrepancyEnded ended => Ended(cabinet, ended.Number),
        CabinetEvent.EntryApplied applied => Told(
            cabinet with
            {
                Journal = cabinet.Journal! with { AppliedUpTo = applied.Sequence, LastHash = applied.Hash },
            },
            applied, at),
        CabinetEvent.DeadLetterSettled settled => cabinet with
        {
            DeadLetters = cabinet.DeadLetters.RemoveAll(one =>
                one.Journal == settled.Journal && one.Sequence == settled.Sequence),
        },
        _ => cabinet.With(AtDoor(cabinet, what)),
    };

    /// <summary>With the words of whoever settled it the doubts that made it are answered: new ones are a new case.</summary>
    private static Cabinet Ended(Cabinet cabinet, int number)
    {
        bool ofDoubts = cabinet.Discrepancies.Any(open =>
            open.Number == number && open.Finding.Kind is DiscrepancyKind.JournalDoubted);
        return cabinet with
        {
            Discrepancies = cabinet.Discrepancies.RemoveAll(open => open.Number == number),
            Doubts = ofDoubts ? [] : cabinet.Doubts,
        };
    }

    private static ImmutableArray<GivenCode> Out(Cabinet cabinet, CabinetEvent.CodeGiven given)
    {
        GivenCode[] known =
        [
            .. cabinet.CodesOut.Where(code => code.Expires > given.Expires - GivenCode.KeptFor),
            new GivenCode(given.Code, given.Number, given.Packet, given.Compartment, given.Person, given.Expires),
        ];
        return [.. known.TakeLast(GivenCode.Max)];
    }

    private static Compartment AtDoor(Cabinet cabinet, CabinetEvent what) => what switch
    {
        CabinetEvent.CompartmentSet set => cabinet.Door(set.Compartment) with
        {
            FixedFor = set.FixedFor,
            OutOfServiceReason = set.OutOfServiceReason,
        },
        CabinetEvent.Promised promised => Promised(cabinet.Door(promised.Compartment), promised.Assignment),
        CabinetEvent.PromiseEnded ended => Freed(cabinet.Door(ended.Compartment), ended.Assignment),
        CabinetEvent.ContentPut put => Put(cabinet.Door(put.Compartment), put.Content),
        CabinetEvent.ContentTaken taken => Taken(cabinet.Door(taken.Compartment), taken.Packet),
        CabinetEvent.ReconciliationNeeded needed => cabinet.Door(needed.Compartment) with { Question = needed.Question },
        CabinetEvent.Reconciled reconciled => cabinet.Door(reconciled.Compartment) with
        {
            Contents = [.. reconciled.Contents.Select(content => content with { Found = true })],
            Question = "",
            SettledUpTo = cabinet.Journal?.AppliedUpTo ?? 0,
        },
        _ => throw new UnreachableException($"No rule for {what}."),
    };

    private static Compartment Promised(Compartment door, PendingAssignment assignment) =>
        door with { Pending = door.Pending.Add(assignment) };

    private static Compartment Freed(Compartment door, string assignment) =>
        door with { Pending = door.Pending.RemoveAll(pending => pending.Id == assignment) };

    private static Compartment Put(Compartment door, Content content) =>
        door with { Contents = door.Contents.RemoveAll(one => one.Packet == content.Packet).Add(content) };

    private static Compartment Taken(Compartment door, PacketId packet) =>
        door with { Contents = door.Contents.RemoveAll(one => one.Packet == packet) };

    private static Cabinet Told(Cabinet cabinet, CabinetEvent.EntryApplied applied, DateTimeOffset at) => applied.Fact switch
    {
        CabinetFact.Unreadable unreadable => cabinet with
        {
            DeadLetters = cabinet.DeadLetters.Add(
                new DeadLetter(cabinet.Journal!.Id, applied.Sequence, unreadable.Why, at)),
        },
        CabinetFact.Booted booted => cabinet with { FirmwareVersion = booted.FirmwareVersion },
        CabinetFact.FaultRaised raised => cabinet with
        {
            Faults = Without(cabinet, raised.Name, raised.Compartment)
                .Add(new OpenFault(raised.Name, raised.Compartment, raised.Detail, at)),
        },
        CabinetFact.FaultCleared cleared => cabinet with { Faults = Without(cabinet, cleared.Name, cleared.Compartment) },
        CabinetFact.ReleaseIntended { Code: not "" } used => cabinet with
        {
            CodesOut = cabinet.CodesOut.RemoveAll(code => code.Id == used.Code),
        },
        CabinetFact.ReleaseEnded { Compartment: > 0, Result: ReleaseResult.Opened } ended =>
            cabinet.With(cabinet.Door(ended.Compartment) with { Uses = cabinet.Door(ended.Compartment).Uses + 1 }),

        // On record; what they mean for packets and contents are events of their own.
        _ => cabinet,
    };

    private static ImmutableArray<OpenFault> Without(Cabinet cabinet, string name, int compartment) =>
        cabinet.Faults.RemoveAll(fault => fault.Name == name && fault.Compartment == compartment);
}
