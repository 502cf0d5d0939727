using SmartLocker.Firmware.Agent.Journal;
using SmartLocker.Firmware.Agent.Journal.Checkpoints;
using SmartLocker.Firmware.Core.Journal;
using JournalFile = SmartLocker.Firmware.Agent.Journal.Journal;

namespace SmartLocker.Firmware.Agent.Tests.Journal.Checkpoints;

/// <summary>A journal as simple as can be: a list that forgets nothing, and what was acknowledged.</summary>
internal sealed class JournalModel
{
    private readonly List<Fact> _facts = [];
    private long _acked;
    private long _first = 1;

    public void Appended(IEnumerable<Fact> facts) => _facts.AddRange(facts);

    public void Acked(long upTo) => _acked = upTo <= _facts.Count ? Math.Max(_acked, upTo) : _acked;

    public void Matches(JournalFile journal, Upkeep upkeep, string where)
    {
        Assert.True(journal.Held.Digest() == Holdings.Fold(_facts).Digest(), where);
        Assert.True(journal.LastSequence == _facts.Count && journal.Kept.Ack() == _acked, where);
        Assert.True(journal.FirstSequence >= _first, $"What was gone is back: {where}");
        Assert.True(journal.FirstSequence <= _acked + 1, $"An unacknowledged entry is gone: {where}");
        Assert.True(journal.FirstSequence <= Math.Max(1, _facts.Count - upkeep.Retained + 1), $"Too much is gone: {where}");
        _first = journal.FirstSequence;

        long next = _first;
        foreach (Entry entry in journal.ReadAll())
        {
            Assert.True(entry.Sequence == next, where);
            Assert.True(FactWire.Write(entry.Fact).Equals(FactWire.Write(_facts[(int)next - 1])), where);
            next++;
        }

        Assert.True(next == _facts.Count + 1, where);
    }
}
