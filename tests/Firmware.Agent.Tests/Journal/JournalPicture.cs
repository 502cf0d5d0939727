using System.Collections.Immutable;
using System.Globalization;
using Google.Protobuf;
using SmartLocker.Firmware.Agent.Journal;
using SmartLocker.Firmware.Core.Journal;
using JournalFile = SmartLocker.Firmware.Agent.Journal.Journal;

namespace SmartLocker.Firmware.Agent.Tests.Journal;

/// <summary>All that a journal holds, as one value to compare.</summary>
/// <param name="Facts">From the first entry that is not pruned on.</param>
/// <param name="Digest">Of what all facts amount to, the pruned ones included.</param>
internal sealed record JournalPicture(
    ImmutableArray<string> Facts, string Digest, long Acked, long Epoch, long Desired)
{
    public static JournalPicture Empty { get; } = new([], Holdings.Empty.Digest(), 0, 0, 0);

    /// <summary>How many entries there ever were.</summary>
    public long Last { get; private init; }
    private ImmutableArray<Fact> All { get; init; } = [];

    public static JournalPicture Of(JournalFile journal) => new(
        [.. journal.ReadAll().Select(entry => Told(entry.Fact))], journal.Held.Digest(), journal.Kept.Ack(),
        journal.Kept.HighestEpoch(), journal.Kept.Desired()?.Version ?? 0)
    {
        Last = journal.LastSequence,
    };

    public JournalPicture With(IEnumerable<Fact> facts)
    {
        ImmutableArray<Fact> all = [.. All, .. facts];
        return this with
        {
            Facts = [.. all.Select(Told)],
            Digest = Holdings.Fold(all).Digest(),
            Last = all.Length,
            All = all,
        };
    }

    /// <summary>Whether a journal that looks so holds exactly this, whatever it has pruned.</summary>
    public bool IsFoundAs(JournalPicture found) =>
        Last == found.Last && Digest == found.Digest && Facts.TakeLast(found.Facts.Length).SequenceEqual(found.Facts)
        && (Acked, Epoch, Desired) == (found.Acked, found.Epoch, found.Desired);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Last} facts, acked {Acked}, epoch {Epoch}, desired {Desired}");

    private static string Told(Fact fact) => Convert.ToHexString(FactWire.Write(fact).ToByteArray());
}
