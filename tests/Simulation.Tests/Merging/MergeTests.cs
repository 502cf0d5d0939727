using SmartLocker.Benchmarks.Storage;
using SmartLocker.Firmware.Agent.Journal;
using SmartLocker.Firmware.Agent.Journal.Checkpoints;
using SmartLocker.Firmware.Core.Journal;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Storage;
using SmartLocker.Server.Storage.Sqlite;
using SmartLocker.TestKit;
using JournalFile = SmartLocker.Firmware.Agent.Journal.Journal;

namespace SmartLocker.Simulation.Tests.Merging;

/// <summary>Three days without a network, many restarts, then one merge: both records are alike, and nothing is lost.</summary>
public sealed class MergeTests : IDisposable
{
    private const int Entries = 20_000;
    private const int AtOnce = 50;
    private static readonly TimeSpan Away = TimeSpan.FromHours(72);
    private static readonly Upkeep Small = new(CheckpointEvery: 1_000, Retained: 2_000);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smartlocker-merge-");
    private readonly ManualTime _time = new(new DateTimeOffset(2026, 10, 2, 1, 0, 0, TimeSpan.Zero));

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task What_three_days_without_a_network_left_merges_and_both_records_are_alike()
    {
        JournalFile journal = Open();
        try
        {
            IEnumerator<Fact> traffic = Traffic.Days().GetEnumerator();
            for (int written = 0; written < Entries; written += AtOnce)
            {
                Fact[] facts = [.. Traffic.Next(traffic, AtOnce)];
                _time.Advance(Away * AtOnce / Entries);
                journal.Append(facts, new EntryMoment("b", default, _time.GetUtcNow(), ClockQuality.Holdover, Offline: true));
                journal.Tend();
                if (written % 1_350 == 0)
                {
                    journal.Dispose();
                    journal = Open();
                }
            }

            Assert.Equal((1, Entries), (journal.FirstSequence, journal.LastSequence));
            await Merged(journal);
        }
        finally
        {
            journal.Dispose();
        }
    }

    private async Task Merged(JournalFile journal)
    {
        using SqliteLedger ledger = new($"Data Source=merge-{Guid.NewGuid():N};Mode=Memory;Cache=Shared");
        Merge merge = new(ledger, journal, _time);

        // The stream breaks half-way; the next one goes on from the ack.
        long broken = await merge.Begin();
        await Assert.ThrowsAsync<OperationCanceledException>(() => merge.Send(broken, upTo =>
        {
            if (upTo > Entries / 2) { throw new OperationCanceledException(); }
        }));
        await merge.Send(await merge.Begin(), _ => { });

        Assert.Null(await merge.Difference());
        Assert.Equal(Convert.ToHexStringLower(journal.LastHash.AsSpan()), (await merge.Cabinet()).Journal!.LastHash.Value);
        Assert.Empty(await Verify.Fold(ledger));
        Assert.InRange(journal.LastSequence - journal.FirstSequence, Small.Retained - 1, Small.Retained + 1_300);
    }

    private JournalFile Open() => JournalFile.OpenFolder(_folder.FullName, () => JournalId.Parse("merge"), Small);
}
