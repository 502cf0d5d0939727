namespace SmartLocker.Server.Core.Fleet.Journal;

/// <summary>What an entry says: when, by which boot, and the fact.</summary>
public sealed record EntryRecord
{
    public required JournalId Journal { get; init; }
    public required long Sequence { get; init; }
    public required string Boot { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public required ClockQuality ClockQuality { get; init; }
    public bool Offline { get; init; }
    public required CabinetFact Fact { get; init; }

    /// <summary>The hour for the record: the cabinet's, unless it does not know the time or is ahead of us.</summary>
    public DateTimeOffset HourAt(DateTimeOffset now) =>
        ClockQuality == ClockQuality.Unset || RecordedAt > now ? now : RecordedAt.ToUniversalTime();
}
