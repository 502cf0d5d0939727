using System.Collections.Immutable;
using System.Globalization;
using Google.Protobuf;
using SmartLocker.Disks;
using SmartLocker.Firmware.Agent.Journal;
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

    private static readonly JournalId Id = JournalId.Parse("00000000-0000-0000-0000-000000000001");

    private readonly CrashDisk _disk;
    private readonly ImmutableArray<(Action Do, Func<Picture, Picture> Result)> _steps;
    private readonly List<Func<Picture, Picture>> _doubtful = [];
    private JournalFile? _journal;

    public JournalHistory(CrashDisk disk)
    {
        _disk = disk;
        _steps =
        [
            (Open, was => was),
            Append(0, 1),
            Append(1, 4),
            Ack(3),
            Epoch(7),
            Desired(1),
            (Close, was => was),
            (Open, was => was),
            Append(5, 6),
            Desired(2),
            Ack(6),
            Append(11, EveryFact.All.Count - 11),
            Epoch(8),
            (Close, was => was),
        ];
    }

    /// <summary>What those steps did that did not fail.</summary>
    public Picture Expected { get; private set; } = Picture.Empty;

    public int Failed { get; private set; }

    /// <summary>
    /// The same, had one step that failed since the last success been done all the same: a sync that fails says neither yes nor
    /// no, and who starts anew finds out.
    /// </summary>
    public IEnumerable<Picture> Possible => _doubtful.Select(step => step(Expected)).Prepend(Expected);

    /// <summary>Goes on after a failure as a cabinet does; stops when the power is gone.</summary>
    public void Run()
    {
        foreach ((Action act, Func<Picture, Picture> result) in _steps)
        {
            try
            {
                if (_journal is null && act != Open) { Open(); }

                act();
                Picture next = result(Expected);
                if (next != Expected) { _doubtful.Clear(); } // Its write took the place of what was doubtful.

                Expected = next;
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
    public static Picture Look(CrashDisk disk)
    {
        using JournalFile journal = JournalFile.Open(disk.ConnectionString(File), () => Id);
        Picture found = Picture.Of(journal);
        journal.Append([EveryFact.All[0]], Moment); // It can be written to.
        Assert.Equal(found.Facts.Length + 1, Picture.Of(journal).Facts.Length);
        return found;
    }

    /// <summary>Null: it is not open.</summary>
    public Picture? LookLive() => _journal is null ? null : Picture.Of(_journal);

    public void Dispose() => _journal?.Dispose();

    private void Open() => _journal ??= JournalFile.Open(_disk.ConnectionString(File), () => Id);

    private void Close()
    {
        _journal?.Dispose();
        _journal = null;
    }

    private (Action, Func<Picture, Picture>) Append(int from, int count)
    {
        Fact[] facts = [.. EveryFact.All.Skip(from).Take(count)];
        return (() => _journal!.Append(facts, Moment), was => was.With(facts));
    }

    private (Action, Func<Picture, Picture>) Ack(long upTo) => (
        () => _journal!.KeepAck(upTo),
        was => upTo <= was.Facts.Length ? was with { Acked = upTo } : was);

    private (Action, Func<Picture, Picture>) Epoch(long epoch) =>
        (() => _journal!.KeepEpoch(epoch), was => was with { Epoch = epoch });

    private (Action, Func<Picture, Picture>) Desired(long version) => (
        () => _journal!.KeepDesired(DesiredState.Empty with { Version = version }),
        was => was with { Desired = version });

    /// <summary>All that a journal holds, as one value to compare.</summary>
    internal sealed record Picture(ImmutableArray<string> Facts, long Acked, long Epoch, long Desired)
    {
        public static Picture Empty { get; } = new([], 0, 0, 0);

        public static Picture Of(JournalFile journal) => new(
            [.. journal.ReadAll().Select(entry => Told(entry.Fact))], journal.Ack(), journal.HighestEpoch(),
            journal.Desired()?.Version ?? 0);

        public Picture With(IEnumerable<Fact> facts) => this with { Facts = [.. Facts, .. facts.Select(Told)] };

        public bool Equals(Picture? other) =>
            other is not null && Facts.SequenceEqual(other.Facts)
            && (Acked, Epoch, Desired) == (other.Acked, other.Epoch, other.Desired);

        public override int GetHashCode() => Facts.Length;

        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture, $"{Facts.Length} facts, acked {Acked}, epoch {Epoch}, desired {Desired}");

        private static string Told(Fact fact) => Convert.ToHexString(FactWire.Write(fact).ToByteArray());
    }
}
