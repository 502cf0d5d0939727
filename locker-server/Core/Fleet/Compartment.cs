using System.Collections.Immutable;

namespace SmartLocker.Server.Core.Fleet;

/// <summary>One door of a cabinet as the server knows it.</summary>
public sealed record Compartment
{
    public required int Number { get; init; }

    public ImmutableArray<Content> Contents { get; init; } = [];

    /// <summary>Promises to packets on their way to the door.</summary>
    public ImmutableArray<PendingAssignment> Pending { get; init; } = [];

    /// <summary>機關固定櫃 of this agency; nothing for a shared one (共用格).</summary>
    public AgencyCode? FixedFor { get; init; }

    public string? OutOfServiceReason { get; init; }

    /// <summary>What a person must look into before anything is put in again; empty when nothing.</summary>
    public string Question { get; init; } = "";

    /// <summary>
    /// How far the cabinet's journal was applied when a person last looked and put the contents on record; 0 for never. To the
    /// cabinet the record says nothing about what it journalled later.
    /// </summary>
    public long SettledUpTo { get; init; }

    /// <summary>How often it was released; the least worn serves among equals.</summary>
    public long Uses { get; init; }

    public bool NeedsReconciliation => Question.Length > 0;

    public static Compartment Untouched(int number) => new() { Number = number };
}
