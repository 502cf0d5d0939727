using System.Collections.Immutable;
using System.Diagnostics;
using SmartLocker.Server.Core.Audit;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Core.Fleet.Journal;
using SmartLocker.Server.Core.Fleet.Streams;
using SmartLocker.Server.Core.Notifications;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Core.Packets.Rules;
using SmartLocker.Server.Features.Notifications;
using SmartLocker.Server.Storage;
using SmartLocker.Server.Storage.Deciding;

namespace SmartLocker.Server.Features.Fleet;

/// <summary>
/// Takes in what a cabinet journaled: cabinet, packets, entries and notices become durable together, then it is acked.
/// </summary>
/// <remarks>
/// Delivered at least once, applied once: a cabinet resends from its last ack after any doubt, so entries that were applied
/// already are normal here and are acked again.
/// </remarks>
public sealed class JournalDesk(ILedger ledger, TimeProvider time)
{
    /// <summary>Bounds one transaction; a cabinet back from a long outage sends several batches.</summary>
    public const int EntriesMax = 256;

    public Task<JournalAnswer> Take(CabinetId id, long epoch, IReadOnlyList<CabinetEntry> batch)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(batch.Count, EntriesMax);
        return ledger.Decide(time, async now =>
        {
            if (await ledger.FindCabinet(id) is not { } cabinet)
            {
                return new Plan<JournalAnswer>(null, new JournalAnswer.Fenced());
            }

            Mentioned mentioned = await Mentioned.In(ledger, cabinet.State, batch);
            return Applying.Decide(cabinet.State, epoch, batch, mentioned.Sources, now) switch
            {
                ApplyOutcome.Applied applied => await Applied(cabinet, mentioned, applied),
                ApplyOutcome.Gap gap => new Plan<JournalAnswer>(null, new JournalAnswer.Acked(gap.UpTo)),
                ApplyOutcome.Fenced => new Plan<JournalAnswer>(null, new JournalAnswer.Fenced()),
                ApplyOutcome.Quarantined quarantined => new Plan<JournalAnswer>(
                    quarantined.Events.IsEmpty ? null : new Commit { Changes = Change.Of(cabinet, quarantined.Events) },
                    new JournalAnswer.Quarantined(quarantined.Reason)),
                ApplyOutcome outcome => throw new UnreachableException(outcome.ToString()),
            };
        });
    }

    private async Task<Plan<JournalAnswer>> Applied(Stored<Cabinet> cabinet, Mentioned mentioned, ApplyOutcome.Applied applied)
    {
        JournalAnswer acked = new JournalAnswer.Acked(applied.UpTo);
        if (applied.Entries.IsEmpty) { return new Plan<JournalAnswer>(null, acked); }

        ImmutableArray<StreamChange>.Builder changes = ImmutableArray.CreateBuilder<StreamChange>();
        changes.AddRange(Change.Of(cabinet, applied.CabinetEvents));
        ImmutableArray<Notice>.Builder notices = ImmutableArray.CreateBuilder<Notice>();
        foreach ((PacketId id, ImmutableArray<Recorded<PacketEvent>> events) in applied.PacketEvents)
        {
            Packet next = PacketFold.Evolve(mentioned.Packets[id].State, events);
            changes.Add(new StreamChange.OfPacket(mentioned.Packets[id].Version, next, events));
            if (events.Any(one => one.Event is PacketEvent.Deposited))
            {
                notices.AddRange(await DepositNotices.Of(ledger,
                next));
            }
        }

        return new Plan<JournalAnswer>(
            new Commit
            {
                Changes = changes.ToImmutable(),
                Notices = notices.ToImmutable(),
                Entries = [.. applied.Entries.Select(entry => new JournalRow(cabinet.State.Id, entry.Record.Journal, entry))],
            },
            acked);
    }
}
