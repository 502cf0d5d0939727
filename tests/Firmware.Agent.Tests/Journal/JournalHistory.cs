using System.Collections.Immutable;
using SmartLocker.Disks;
using SmartLocker.Firmware.Agent.Journal;
using SmartLocker.Firmware.Agent.Journal.Checkpoints;
using SmartLocker.Firmware.Core.Desired;
using SmartLocker.Firmware.Core.Journal;
using JournalFile = SmartLocker.Firmware.Agent.Journal.Journal;

namespace SmartLocker.Firmware.Agent.Tests.Journal;

/// <summary>A small history of a journal on a disk that may die of any step, and what must be there afterwards.</summary>
internal sealed class JournalHistory : IDisposable
{
    public const string File = "journal.db";

    private static readonly EntryMoment Moment = new(
        "boot-1", new Uptime(TimeSpan.FromSeconds(1.5)), new DateTimeOffset(2026, 10, 2, 1, 2, 3, TimeSpan.Zero),
        ClockQuality.Holdover, Offline: true);

    /// <summary>So often that a small history has checkpoints and loses old entries.</summary>
    private static readonly Upkeep Often = new(CheckpointEvery: 4, Retained: 2, PruneMax: 2);

    private static readonly JournalId Id = JournalId.Parse("00000000-0000-0000-0000-000000000001");

    private readonly CrashDisk _disk;
    private readonly Upkeep _upkeep;
    private readonly ImmutableArray<(Action Do, Func<JournalPicture, JournalPicture> Result)> _steps;
    private readonly List<Func<JournalPicture, JournalPicture>> _doubtful = [];
    private JournalFile? _journal;

    /// <param name="keepsAll">Without checkpoints, so that every entry stays and is verified at every start.</param>
    public JournalHistory(CrashDisk disk, bool keepsAll = false)
    {
        (_disk, _upkeep) = (disk, keepsAll ? Upkeep.Usual : Often);
        _steps =
        [
            (Open, was => was),
            Append(0, 1),
            Append(1, 4),
            Ack(4),
            Tend,
            Epoch(7),
            Desired(1),
            (Close, was => was),
            (Open, was => was),
            Append(5, 6),
            Desired(2),
            Ack(11),
            Tend,
            Tend,
            Append(11, EveryFact.All.Count - 11),
            Epoch(8),
            Tend,
            Tend,
            (Close, was => was),
        ];
    }

    /// <summary>What those steps did that did not fail.</summary>
    public JournalPicture Expected { get; private set; } = JournalPicture.Empty;

    public int Failed { get; private set; }

    /// <summary>
    /// The same, had one step that failed since the last success been done all the same: a sync that fails says neither yes nor
    /// no, and who starts anew finds out.
    /// </summary>
    public IEnumerable<JournalPicture> Possible => _doubtful.Select(step => step(Expected)).Prepend(Expected);

    /// <summary>Goes on after a failure as a cabinet does; stops when the power is gone.</summary>
    public void Run()
    {
        foreach ((Action act, Func<JournalPicture, JournalPicture> result) in _steps)
        {
            long before = _disk.Operations;
            try
            {
                if (_journal is null && act != Open) { Open(); }

                act();
                Expected = result(Expected);
                if (_disk.Operations > before && act != Open && act != Close)
                {
                    _doubtful.Clear(); // Its write took the place of what was doubtful.
                }
            }
            catch (Exception failed) when (failed is JournalWriteException or JournalBrokenException)
            {
                Failed++;
                _doubtful.Add(result);
                if (!_disk.IsAlive) { return; }
            }
        }
    }

    /// <summary>What a program finds that starts on this disk now.</summary>
    public static JournalPicture Look(CrashDisk disk)
    {
        using JournalFile journal = JournalFile.Open(disk.ConnectionString(File), () => Id, upkeep: Often);
        JournalPicture found = JournalPicture.Of(journal);
        journal.Append([EveryFact.All[0]], Moment); // It can be written to.
        Assert.Equal(found.Last + 1, JournalPicture.Of(journal).Last);
        return found;
    }

    /// <summary>Null: it is not open.</summary>
    public JournalPicture? LookLive() => _journal is null ? null : JournalPicture.Of(_journal);

    public void Dispose() => _journal?.Dispose();

    private void Open() => _journal ??= JournalFile.Open(_disk.ConnectionString(File), () => Id, upkeep: _upkeep);

    private void Close()
    {
        _journal?.Dispose();
        _journal = null;
    }

    private (Action, Func<JournalPicture, JournalPicture>) Append(int from, int count)
    {
        Fact[] facts = [.. EveryFact.All.Skip(from).Take(count)];
        return (() => _journal!.Append(facts, Moment), was => was.With(facts));
    }

    private (Action, Func<JournalPicture, JournalPicture>) Tend => (() => _journal!.Tend(), was => was);

    private (Action, Func<JournalPicture, JournalPicture>) Ack(long upTo) => (
        () => _journal!.Kept.KeepAck(upTo),
        was => upTo <= was.Last ? was with { Acked = upTo } : was);

    private (Action, Func<JournalPicture, JournalPicture>) Epoch(long epoch) =>
        (() => _journal!.Kept.KeepEpoch(epoch), was => was with { Epoch = epoch });

    private (Action, Func<JournalPicture, JournalPicture>) Desired(long version) => (
        () => _journal!.Kept.KeepDesired(DesiredState.Empty with { Version = version }),
        was => was with { Desired = version });
}
