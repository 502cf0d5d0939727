using System.Collections.Immutable;
using SmartLocker.Firmware.Agent.Journal.Kept;
using SmartLocker.Firmware.Core.Journal;

namespace SmartLocker.Firmware.Agent.Journal.Checkpoints;

/// <summary>Keeps a journal short: checkpoints say what entries amount to, and entries that are not needed go.</summary>
internal sealed class Tending(
    JournalGate gate, JournalId id, JournalEntries entries, KeptState kept, Upkeep upkeep, ImmutableArray<long> checkpoints)
{
    private ImmutableArray<long> _checkpoints = checkpoints;
    private long _pruned = gate.Read(tables => tables.PrunedUpTo());

    /// <summary>Every entry up to this one is deleted.</summary>
    public long PrunedUpTo()
    {
        using (gate.Enter())
        {
            return _pruned;
        }
    }

    /// <inheritdoc cref="Journal.Tend"/>
    public void Tend()
    {
        using (gate.Enter())
        {
            long last = entries.Held().Facts;
            if (upkeep.IsCheckpointDue(last, _checkpoints.LastOrDefault()))
            {
                Checkpoint();
                return;
            }

            long older = _checkpoints is [var before, _] ? before : 0;
            long upTo = upkeep.PruneUpTo(_pruned, kept.AckedAndSaid(), older, last);
            if (upTo > _pruned)
            {
                gate.Write(tables => tables.Prune(upTo));
                _pruned = upTo;
            }
        }
    }

    /// <inheritdoc cref="Journal.Checkpoint"/>
    public void Checkpoint()
    {
        using (gate.Enter())
        {
            (Holdings held, long newest) = (entries.Held(), _checkpoints.LastOrDefault());
            if (held.Facts > newest)
            {
                StoredCheckpoint checkpoint =
                    StoredCheckpoint.Of(id, held.Facts, entries.Tail().Hash, HoldingsDocument.Write(held));
                gate.Write(tables => tables.PutCheckpoint(checkpoint, newest));
                _checkpoints = newest == 0 ? [held.Facts] : [newest, held.Facts];
            }
        }
    }
}
