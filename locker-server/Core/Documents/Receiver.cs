namespace SmartLocker.Server.Core.Documents;

/// <summary>Somebody a document is bound for (受文者): an agency, a unit of one, or a person in one.</summary>
/// <remarks>
/// Only a resolved receiver gets an enclosure. One that is not resolved goes to the work list: it is neither dropped nor guessed,
/// even where it carries a code (one that the address book does not know).
/// </remarks>
public sealed record Receiver
{
    /// <summary>The name as written; empty where the file gives a code alone.</summary>
    public required string Name { get; init; }

    /// <summary>The code of the agency, also for a unit or a person of it.</summary>
    public required AgencyCode? Code { get; init; }

    public UnitCode? Unit { get; init; }

    /// <summary>Unknown where neither the exchange list nor the document says.</summary>
    public CopyKind? Copy { get; init; }

    public bool WithAttachments { get; init; }

    public required bool IsResolved { get; init; }

    /// <summary>What a person is shown to tell this receiver from others.</summary>
    public string Label => Name.Length > 0 ? Name : Code?.Value ?? "";
}
