using SmartLocker.Server.Core.Fleet.Journal;

namespace SmartLocker.Server.Core.Fleet.Streams;

/// <summary>How a cabinet introduces itself when its stream opens.</summary>
public sealed record Hello
{
    public required JournalId Journal { get; init; }

    /// <summary>0 when its journal is empty.</summary>
    public required long LastSequence { get; init; }
    public required EntryHash LastHash { get; init; }
    public required long DesiredVersionHeld { get; init; }

    /// <summary>When that version was made; nothing when it holds none.</summary>
    public DateTimeOffset? DesiredMadeAt { get; init; }
    public required string ModelId { get; init; }
    public required int ModelRevision { get; init; }
    public required string FirmwareVersion { get; init; }
    public required string Boot { get; init; }
    public required long HighestEpochSeen { get; init; }

    /// <summary>The oldest entry that the cabinet still has; 0 and 1 alike mean all.</summary>
    public long FirstSequence { get; init; }
}
