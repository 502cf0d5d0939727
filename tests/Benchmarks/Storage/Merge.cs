using System.Collections.Immutable;
using SmartLocker.Firmware.Agent.Journal;
using SmartLocker.Firmware.Agent.Link;
using SmartLocker.Firmware.Core.Journal;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Core.Fleet.Journal;
using SmartLocker.Server.Core.Fleet.Streams;
using SmartLocker.Server.Features.Fleet;
using SmartLocker.Server.Storage;
using SmartLocker.Server.Storage.Deciding;
using JournalFile = SmartLocker.Firmware.Agent.Journal.Journal;
using V1 = SmartLocker.Contracts.V1;

namespace SmartLocker.Benchmarks.Storage;

/// <summary>A cabinet that comes back: its backlog goes through pump, frames and desk, as over a stream.</summary>
internal sealed class Merge(ILedger ledger, JournalFile journal, TimeProvider time)
{
    private const string Model = "SDL-24-CH";

    private readonly JournalDesk _desk = new(ledger, time);

    public static CabinetId Id => CabinetId.Parse("MERGE-1");

    public async Task<Cabinet> Cabinet() => (await ledger.FindCabinet(Id))!.State;

    /// <summary>Puts the cabinet on record and greets it as a stream's beginning does.</summary>
    public async Task<long> Begin()
    {
        DateTimeOffset now = time.GetUtcNow();
        if (await ledger.FindCabinet(Id) is not { } known)
        {
            CabinetEvent registered =
                new CabinetEvent.Registered(Id, Model, 1, new CabinetSettings { DisplayName = "合併" });
            await ledger.Commit(
                new Commit { Changes = Change.Of((Stored<Cabinet>?)null, [new(now, Actor.Server, registered)]) }, now);
            known = (await ledger.FindCabinet(Id))!;
        }

        Hello hello = new()
        {
            Journal = journal.Id,
            LastSequence = journal.LastSequence,
            LastHash = EntryHash.Parse(Convert.ToHexStringLower(journal.LastHash.AsSpan())),
            DesiredVersionHeld = 0,
            ModelId = Model,
            ModelRevision = 1,
            FirmwareVersion = "bench",
            Boot = "boot-1",
            HighestEpochSeen = 0,
            FirstSequence = journal.FirstSequence,
        };
        await ledger.Commit(new Commit { Changes = Change.Of(known, Greeting.Decide(known.State, hello, now)) }, now);
        return (await Cabinet()).Epoch;
    }

    /// <summary>Sends all there is; the journal keeps each ack and looks after itself meanwhile.</summary>
    public async Task Send(long epoch, Action<long> acked)
    {
        EntryPump pump = new(Greeting.AckedUpTo(await Cabinet(), journal.Id), journal.ReadFrom);
        while (pump.Next() is { Length: > 0 } batch)
        {
            V1.EntryBatch wire = new();
            wire.Entries.AddRange(batch.Select(EntryWire.ToFrame));
            ImmutableArray<CabinetEntry> read = Server.Rpc.Wire.EntryWire.Read(wire, journal.Id);
            if (await _desk.Take(Id, epoch, read) is not JournalAnswer.Acked { UpTo: var upTo })
            {
                throw new InvalidOperationException("The backlog was not taken.");
            }

            pump.Acked(upTo);
            journal.Kept.KeepAck(upTo);
            journal.Tend();
            acked(upTo);
        }
    }

    /// <summary>Where the two records differ; nothing when they say the same.</summary>
    public async Task<string?> Difference()
    {
        (Cabinet record, Holdings held) = (await Cabinet(), journal.Held);
        string server = Line(
            record.Compartments.Values.SelectMany(door => door.Contents.Select(content => $"{content.Packet}@{door.Number}")));
        string cabinet = Line(held.Places.Select(place => $"{place.Key}@{place.Value}"));
        string theirs = Line(record.Faults.Select(fault => $"{fault.Name}@{fault.Compartment}"));
        string ours = Line(held.Faults.Keys.Select(at => $"{at.Name}@{at.Compartment}"));
        return record.Journal?.AppliedUpTo != journal.LastSequence
            ? $"applied up to {record.Journal?.AppliedUpTo} of {journal.LastSequence}"
            : server != cabinet ? $"contents: {server} and {cabinet}"
            : theirs != ours ? $"faults: {theirs} and {ours}" : null;
    }

    private static string Line(IEnumerable<string> words) => string.Join(' ', words.Order(StringComparer.Ordinal));
}
